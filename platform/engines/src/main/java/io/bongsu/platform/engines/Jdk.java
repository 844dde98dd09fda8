package io.bongsu.platform.engines;

import java.nio.file.Path;

/** The JDK that we run on; the engines and services run on the same. */
public final class Jdk {

    private Jdk() {}

    public static Path home() {
        return Path.of(System.getProperty("java.home"));
    }

    /** The {@code java} launcher, checked to be usable by the child user. */
    public static String launcher(ChildUser user) {
        Path java = home().resolve("bin/java");
        if (!user.canRead(java)) {
            throw new EngineException(
                    "%s can't run the JDK in %s; install one where every account can read it (for example below /opt) and set JAVA_HOME"
                            .formatted(user.name(), home()));
        }
        return java.toString();
    }
}
