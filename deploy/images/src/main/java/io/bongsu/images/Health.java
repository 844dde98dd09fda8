package io.bongsu.images;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/**
 * Asks the service in the same container whether it lives. For engines that ask by a command and not by HTTP (Compose, ECS): the images
 * have neither a shell nor curl.
 */
public final class Health {

    private static final int LIMIT_MILLIS = 3_000;

    private Health() {}

    /**
     * Ends with 0 when the service answers with 200, else with 1 and a sentence.
     *
     * @param arguments the address; {@code http://127.0.0.1:8080/q/health/live} where none is given
     */
    public static void main(String... arguments) {
        String address = arguments.length == 0 ? "http://127.0.0.1:8080/q/health/live" : arguments[0];
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(address).toURL().openConnection();
            connection.setConnectTimeout(LIMIT_MILLIS);
            connection.setReadTimeout(LIMIT_MILLIS);
            int status = connection.getResponseCode();
            if (status != 200) {
                System.err.printf("%s answers with %d; expected 200%n", address, status);
                System.exit(1);
            }
        } catch (IOException e) {
            System.err.printf("%s doesn't answer: %s%n", address, e.getMessage());
            System.exit(1);
        }
    }
}
