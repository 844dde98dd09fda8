// Draws the pictures of dashboards: every element that carries data-plot. All words reach the page as text nodes.
(function () {
  "use strict";

  const drawn = new Map();
  const language = () => document.documentElement.lang;

  function color(element, name) {
    const probe = document.createElement("span");
    probe.hidden = true;
    element.append(probe);
    probe.style.color = "var(--" + name + ", var(--series-other))";
    const value = getComputedStyle(probe).color;
    probe.remove();
    return value;
  }

  function bytes(value) {
    const units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];
    let unit = 0;
    let left = value;
    while (left >= 1024 && unit < units.length - 1) {
      left /= 1024;
      unit += 1;
    }
    return new Intl.NumberFormat(language(), { maximumFractionDigits: left < 10 && unit > 0 ? 1 : 0 }).format(left) + " " + units[unit];
  }

  function number(data, value) {
    return data.unit === "bytes" ? bytes(value) : new Intl.NumberFormat(language(), { maximumFractionDigits: 0 }).format(value);
  }

  function short(data, value) {
    return data.unit === "bytes" ? bytes(value) : new Intl.NumberFormat(language(), { notation: "compact" }).format(value);
  }

  function line(className, left, right) {
    const row = document.createElement("div");
    row.className = className;
    for (const words of [left, right]) {
      if (words !== undefined) {
        const part = document.createElement("span");
        part.textContent = words;
        row.append(part);
      }
    }
    return row;
  }

  function tip(element, data, index) {
    const card = document.createElement("div");
    card.className = "tip";
    card.append(line("tip-title", data.titles[index]));
    for (const series of data.series) {
      if (series.values[index] > 0 || data.series.length === 1) {
        card.append(line("tip-row", series.name, number(data, series.values[index])));
      }
    }
    if (data.links[index]) {
      card.append(line("tip-hint", element.dataset.hint));
    }
    return card;
  }

  function ring(element, data) {
    return {
      animation: false,
      tooltip: {
        trigger: "item",
        confine: true,
        backgroundColor: color(element, "raised"),
        borderColor: color(element, "line"),
        formatter: (point) => {
          const card = document.createElement("div");
          card.className = "tip";
          card.append(line("tip-row", point.name, number(data, point.value)));
          return card;
        },
      },
      series: [{
        type: "pie",
        radius: ["62%", "96%"],
        label: { show: false },
        emphasis: { scale: false },
        itemStyle: { borderColor: color(element, "panel"), borderWidth: data.series.length > 1 ? 2 : 0 },
        data: data.series.map((series) => ({ name: series.name, value: series.values[0], itemStyle: { color: color(element, "series-" + series.color) } })),
      }],
    };
  }

  function plane(element, data) {
    const text = color(element, "text-2");
    const rule = color(element, "line");
    const bars = data.kind === "bar";
    return {
      animation: false,
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
      grid: { left: 4, right: 10, top: 10, bottom: 0, containLabel: true },
      xAxis: {
        type: "category",
        data: data.labels,
        boundaryGap: bars,
        axisTick: { show: false },
        axisLine: { lineStyle: { color: rule } },
        axisLabel: { color: text, fontSize: 11, hideOverlap: true },
      },
      yAxis: {
        type: "value",
        minInterval: 1,
        splitNumber: element.clientHeight < 180 ? 3 : 4,
        axisLabel: { color: text, fontSize: 11, formatter: (value) => short(data, value) },
        splitLine: { lineStyle: { color: rule } },
      },
      tooltip: {
        trigger: "axis",
        axisPointer: bars ? { type: "shadow", shadowStyle: { color: text, opacity: 0.1 } } : { type: "line", lineStyle: { color: text } },
        confine: true,
        backgroundColor: color(element, "raised"),
        borderColor: rule,
        formatter: (points) => tip(element, data, points[0].dataIndex),
      },
      series: data.series.map((series) => {
        const paint = color(element, "series-" + series.color);
        return {
          name: series.name,
          type: bars ? "bar" : "line",
          stack: data.kind === "line" ? undefined : "all",
          barCategoryGap: "18%",
          barMaxWidth: 36,
          symbol: "circle",
          symbolSize: 4,
          showSymbol: data.labels.length < 30,
          lineStyle: { width: 1.5, color: paint },
          itemStyle: { color: paint },
          areaStyle: data.kind === "area" ? { color: paint, opacity: 0.35 } : undefined,
          emphasis: { disabled: true },
          cursor: "pointer",
          data: series.values,
        };
      }),
    };
  }

  function draw(element) {
    const data = JSON.parse(element.dataset.plot);
    const chart = echarts.init(element, null, { renderer: "canvas" });
    chart.setOption(data.kind === "pie" ? ring(element, data) : plane(element, data));
    if (data.kind !== "pie") {
      chart.getZr().on("click", (event) => {
        const at = chart.convertFromPixel({ seriesIndex: 0 }, [event.offsetX, event.offsetY]);
        if (at && data.links[at[0]]) {
          location.assign(data.links[at[0]]);
        }
      });
    }
    drawn.set(element, chart);
  }

  function drawAll() {
    for (const [element, chart] of drawn) {
      if (!element.isConnected) {
        chart.dispose();
        drawn.delete(element);
      }
    }
    for (const element of document.querySelectorAll("[data-plot]")) {
      if (!drawn.has(element)) {
        draw(element);
      }
    }
  }

  function redraw() {
    drawn.forEach((chart) => chart.dispose());
    drawn.clear();
    drawAll();
  }

  const panels = () => document.getElementById("panels");

  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target === panels()) {
      panels().setAttribute("aria-busy", "false");
      document.getElementById("panels-away").hidden = true;
      document.fonts.ready.then(() => {
        drawAll();
        panels().dataset.drawn = "true";
      });
    }
  });
  for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(failure, (event) => {
      if (event.detail.target === panels()) {
        panels().setAttribute("aria-busy", "false");
        document.getElementById("panels-away").hidden = false;
      }
    });
  }
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-again]")) {
      panels().setAttribute("aria-busy", "true");
      htmx.trigger(panels(), "again");
    }
    const wall = event.target.closest("[data-wall]");
    if (wall) {
      if (document.fullscreenElement) {
        document.exitFullscreen();
      } else {
        document.getElementById("main").requestFullscreen();
      }
    }
  });
  document.addEventListener("fullscreenchange", () => {
    document.querySelector("[data-wall]").setAttribute("aria-pressed", String(Boolean(document.fullscreenElement)));
    drawn.forEach((chart) => chart.resize());
  });
  window.addEventListener("resize", () => drawn.forEach((chart) => chart.resize()));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
})();
