package io.bongsu.platform.engines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** TCP ports on loopback. */
public final class Ports {

    private Ports() {}

    /** Whether some process listens on this port of 127.0.0.1, so that a child of ours could not. */
    public static boolean taken(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // A connection of the last run in TIME_WAIT is no obstacle: every engine sets this option too.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** As many different free ports as asked for; held open together while they are picked, so that no two are the same. */
    public static List<Integer> free(int count) {
        if (count == 0) {
            return List.of();
        }
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<Integer> ports = new ArrayList<>(free(count - 1));
            ports.add(socket.getLocalPort());
            return List.copyOf(ports);
        } catch (IOException e) {
            throw new UncheckedIOException("No free port on 127.0.0.1", e);
        }
    }
}
