package io.bongsu.platform.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * What is going on, on standard error: in a terminal one line for each part that is drawn again and again, elsewhere one line for each
 * change.
 */
final class Display implements AutoCloseable {

    /** Where a part stands. */
    enum State {
        WAITING("waiting"),
        FETCHING("fetching"),
        STARTING("starting"),
        READY("ready"),
        STOPPING("stopping"),
        STOPPED("stopped"),
        FAILED("failed");

        private final String word;

        State(String word) {
            this.word = word;
        }
    }

    private static final String FRAMES = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";
    private static final int FRAME_MILLIS = 100;
    private static final int NAME_WIDTH = 16;

    private final PrintStream out = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    private final Map<String, Line> lines = new LinkedHashMap<>();
    private final int columns;
    private final boolean colors;
    private final ScheduledExecutorService clock;
    private final ScheduledFuture<?> ticking;
    private int drawn;
    private int frame;
    private boolean closed;

    private static final class Line {
        private State state = State.WAITING;
        private String detail = "";
        private long bytes;
        private long since = System.nanoTime();
        private long took;
    }

    /** A display of these parts, all waiting. */
    Display(List<String> parts) {
        String given = System.getenv().getOrDefault("BONGSU_COLUMNS", "");
        columns = given.matches("[0-9]{1,4}") ? Integer.parseInt(given) : 0;
        colors = columns > 0 && System.getenv("NO_COLOR") == null;
        for (String part : parts) {
            lines.put(part, new Line());
        }
        clock = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("display").factory());
        ticking = clock.scheduleAtFixedRate(this::tick, 0, FRAME_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Whether standard error is a terminal. */
    boolean terminal() {
        return columns > 0;
    }

    /** A part reaches a state; the detail is where it answers, or why it failed. */
    synchronized void show(String part, State state, String detail) {
        Line line = lines.computeIfAbsent(part, ignored -> new Line());
        if (line.state == state && line.detail.equals(detail)) {
            return;
        }
        long now = System.nanoTime();
        line.took = now - line.since;
        if (line.state != state && (state == State.FETCHING || state == State.STARTING || state == State.STOPPING)) {
            line.since = now;
        }
        boolean changed = line.state != state;
        line.state = state;
        line.detail = detail;
        if (!terminal() && changed && state != State.WAITING) {
            out.println(text(part, line, settled(state) ? line.took : 0));
        }
    }

    /** More of a part has arrived. */
    synchronized void bytes(String part, long bytes) {
        lines.computeIfAbsent(part, ignored -> new Line()).bytes = bytes;
    }

    /** A line above the parts that stays. */
    synchronized void say(String text) {
        erase();
        out.println(text);
        draw();
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            boolean cancelled = ticking.cancel(false);
            assert cancelled || ticking.isDone();
            clock.shutdownNow();
            erase();
            draw();
            drawn = 0;
        }
    }

    /** 1536 as "1.5 KB". */
    static String size(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        double value = bytes;
        int unit = -1;
        while (value >= 1024 && unit < 3) {
            value /= 1024;
            unit++;
        }
        return String.format(
                Locale.ROOT,
                value < 10 ? "%.1f %s" : "%.0f %s",
                value,
                List.of("KB", "MB", "GB", "TB").get(unit));
    }

    private synchronized void tick() {
        if (!closed && terminal()) {
            frame = (frame + 1) % FRAMES.length();
            erase();
            draw();
        }
    }

    private void erase() {
        if (drawn > 0) {
            out.print("\r\u001b[" + drawn + "A\u001b[0J");
            drawn = 0;
        }
    }

    private void draw() {
        if (!terminal()) {
            return;
        }
        StringBuilder screen = new StringBuilder();
        List<Map.Entry<String, Line>> entries = new ArrayList<>(lines.entrySet());
        for (Map.Entry<String, Line> entry : entries) {
            Line line = entry.getValue();
            long nanos = settled(line.state) ? line.took : System.nanoTime() - line.since;
            String text = text(entry.getKey(), line, line.state == State.WAITING ? 0 : nanos);
            screen.append(mark(line.state))
                    .append(' ')
                    .append(text, 0, Math.min(text.length(), columns - 3))
                    .append('\n');
        }
        out.print(screen);
        out.flush();
        drawn = entries.size();
    }

    private String mark(State state) {
        return switch (state) {
            case WAITING -> color("2", "·");
            case READY -> color("32", "●");
            case STOPPED -> color("2", "○");
            case FAILED -> color("31", "✗");
            default -> color("36", FRAMES.substring(frame, frame + 1));
        };
    }

    private String color(String code, String text) {
        return colors ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    private static boolean settled(State state) {
        return state == State.READY || state == State.STOPPED || state == State.FAILED;
    }

    private static String text(String part, Line line, long nanos) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(Locale.ROOT, "%-" + NAME_WIDTH + "s %-9s", part, line.state.word));
        text.append(nanos > 50_000_000 ? String.format(Locale.ROOT, " %5.1f s", nanos / 1e9) : "        ");
        text.append(
                line.state == State.FETCHING && line.bytes > 0
                        ? String.format(Locale.ROOT, " %8s", size(line.bytes))
                        : "");
        text.append(line.detail.isEmpty() ? "" : "  " + line.detail);
        return text.toString().stripTrailing();
    }
}
