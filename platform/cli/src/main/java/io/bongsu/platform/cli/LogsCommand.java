package io.bongsu.platform.cli;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "logs",
        description = "Prints the end of a part's log.",
        footer = {"", "Example:", "  ./bongsu logs policy-engine -f -n 100"})
final class LogsCommand implements Callable<Integer> {

    private static final int CHUNK = 1 << 16;

    @Parameters(
            paramLabel = "PART",
            description =
                    "opensearch, kafka, postgresql, opa, collector-index, collector-ship, policy-engine or console.")
    private String part = "";

    @Option(
            names = "-n",
            paramLabel = "LINES",
            defaultValue = "50",
            description = "How many lines. Default: ${DEFAULT-VALUE}.")
    private int lines;

    @Option(names = "-f", description = "Go on printing what is added, until Ctrl-C.")
    private boolean follow;

    @Override
    public Integer call() {
        if (!Parts.ALL.contains(part)) {
            throw new CommandException(
                    "There is no part '%s'; expected one of %s".formatted(part, String.join(", ", Parts.ALL)));
        }
        Path log = Installation.open().children().log(part);
        if (!Files.exists(log)) {
            throw new CommandException("%s has no log yet; it was never started".formatted(part));
        }
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(tail(file));
            copy(file);
            while (follow) {
                Pause.of(Duration.ofMillis(300));
                if (file.length() < file.getFilePointer()) {
                    file.seek(0);
                }
                copy(file);
            }
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException("%s can't be read".formatted(log), e);
        }
    }

    // Where the last so many lines begin, read backwards in pieces: a log may be big.
    private long tail(RandomAccessFile file) throws IOException {
        long position = file.length();
        int left = lines + 1;
        byte[] chunk = new byte[CHUNK];
        while (position > 0) {
            int size = Math.toIntExact(Math.min(CHUNK, position));
            file.seek(position - size);
            file.readFully(chunk, 0, size);
            for (int i = size - 1; i >= 0; i--) {
                if (chunk[i] == '\n' && --left == 0) {
                    return position - size + i + 1;
                }
            }
            position -= size;
        }
        return 0;
    }

    private static void copy(RandomAccessFile file) throws IOException {
        byte[] chunk = new byte[CHUNK];
        for (int read = file.read(chunk); read > 0; read = file.read(chunk)) {
            System.out.write(chunk, 0, read);
        }
        System.out.flush();
    }
}
