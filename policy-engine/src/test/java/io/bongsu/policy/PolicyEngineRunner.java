package io.bongsu.policy;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/** The engine as a process of its own, to be killed. Its one argument is a file of settings; it prints {@code running} when it judges. */
final class PolicyEngineRunner {

    private PolicyEngineRunner() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(Path.of(arguments[0]))) {
            properties.load(in);
        }
        Map<String, String> settings = properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, properties::getProperty));
        TestEngine engine = new TestEngine(settings);
        TestEngine.await("running", engine.streams()::running);
        System.out.println("running");
        new CountDownLatch(1).await();
    }
}
