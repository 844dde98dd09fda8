package io.bongsu.testing;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;

/**
 * Plays AWS until it is stopped: a moto server of its own behind the proxy that adds what moto lacks, so that an account takes a few seconds to
 * be made and a few more to let anybody in. For the demo and for trying things by hand.
 */
public final class SampleAws {

    private static final FaultProxy.Lag LAG =
            new FaultProxy.Lag(Duration.ofSeconds(4), Duration.ofSeconds(1), Duration.ofSeconds(3));

    private SampleAws() {}

    /** Takes one argument, the port to listen on. */
    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length != 1 || !arguments[0].matches("\\d{1,5}")) {
            System.err.println("Expected one argument, the port to listen on");
            System.exit(2);
        }
        try (FaultProxy proxy =
                FaultProxy.start(new MotoServer().url(), InstantSource.system(), Integer.parseInt(arguments[0]))) {
            proxy.lag(LAG);
            System.out.println("AWS is played at " + proxy.url());
            new CountDownLatch(1).await();
        }
    }
}
