// Draws every element that carries data-chart. All words reach the page as text nodes: what a log contains can't become markup.
(function () {
  "use strict";

  const drawn = new Map();

  function color(element, name) {
    const probe = document.createElement("span");
    probe.hidden = true;
    element.append(probe);
    probe.style.color = "var(--" + name + ", var(--series-other))";
    const value = getComputedStyle(probe).color;
    probe.remove();
    return value;
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
    const number = new Intl.NumberFormat(document.documentElement.lang);
    const card = document.createElement("div");
    card.className = "tip";
    card.append(line("tip-title", data.titles[index]));
    let total = 0;
    for (const series of data.series) {
      const value = series.values[index];
      total += value;
      if (value > 0) {
        card.append(line("tip-row", series.name, number.format(value)));
      }
    }
    card.append(line("tip-row", element.dataset.total, number.format(total)));
    card.append(line("tip-hint", element.dataset.hint));
    return card;
  }

  function draw(element) {
    const data = JSON.parse(element.dataset.chart);
    const chart = echarts.init(element, null, { renderer: "canvas" });
    const text = color(element, "text-2");
    const rule = color(element, "line");
    const font = getComputedStyle(document.body).fontFamily;
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: font },
      grid: { left: 4, right: 8, top: 8, bottom: 0, containLabel: true },
      xAxis: {
        type: "category",
        data: data.labels,
        axisTick: { show: false },
        axisLine: { lineStyle: { color: rule } },
        axisLabel: { color: text, fontSize: 11, hideOverlap: true, showMaxLabel: false },
      },
      yAxis: {
        type: "value",
        minInterval: 1,
        splitNumber: element.clientHeight < 180 ? 2 : 4,
        axisLabel: { color: text, fontSize: 11, formatter: (value) => new Intl.NumberFormat(document.documentElement.lang, { notation: "compact" }).format(value) },
        splitLine: { lineStyle: { color: rule } },
      },
      tooltip: {
        trigger: "axis",
        axisPointer: { type: "shadow", shadowStyle: { color: text, opacity: 0.1 } },
        confine: true,
        backgroundColor: color(element, "raised"),
        borderColor: rule,
        formatter: (points) => tip(element, data, points[0].dataIndex),
      },
      series: data.series.map((series) => ({
        name: series.name,
        type: "bar",
        stack: "events",
        barCategoryGap: "18%",
        itemStyle: { color: color(element, "series-" + series.color) },
        emphasis: { disabled: true },
        cursor: "pointer",
        data: series.values,
      })),
    });
    chart.getZr().on("click", (event) => {
      const at = chart.convertFromPixel({ seriesIndex: 0 }, [event.offsetX, event.offsetY]);
      if (at && data.links[at[0]]) {
        location.assign(data.links[at[0]]);
      }
    });
    drawn.set(element, chart);
  }

  function drawAll() {
    for (const [element, chart] of drawn) {
      if (!element.isConnected) {
        chart.dispose();
        drawn.delete(element);
      }
    }
    for (const element of document.querySelectorAll("[data-chart]")) {
      if (!drawn.has(element)) {
        draw(element);
      }
    }
  }

  function redraw() {
    for (const chart of drawn.values()) {
      chart.dispose();
    }
    drawn.clear();
    drawAll();
  }

  document.addEventListener("DOMContentLoaded", () => document.fonts.ready.then(drawAll));
  document.addEventListener("htmx:afterSettle", drawAll);
  window.addEventListener("resize", () => drawn.forEach((chart) => chart.resize()));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
})();
