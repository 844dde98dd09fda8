package io.bongsu.factory;

import io.bongsu.testing.AwsCall;
import io.bongsu.testing.FaultProxy;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Counts everything by which a process changes the world, calls of AWS and commits, and cuts all of it off behind a chosen one: what a kill
 * leaves behind is what the others see. A kill before an effect leaves what a kill after the effect before leaves, and reads leave nothing;
 * so a cut behind each effect is a kill at every instant.
 */
final class PowerCut implements FaultProxy.Line {

    /** As the number of an effect: nothing is cut. */
    static final int NEVER = Integer.MAX_VALUE;

    private final List<String> points = new ArrayList<>();
    private int last = NEVER;
    private boolean off;

    /** Nothing is cut, and counting begins. */
    synchronized void never() {
        after(NEVER);
    }

    /** Cuts right behind this effect, counted from 1, and counting begins; 0 cuts before all. */
    synchronized void after(int effect) {
        points.clear();
        last = effect;
        off = effect == 0;
    }

    synchronized boolean off() {
        return off;
    }

    /** What happened so far, in order. */
    synchronized List<String> points() {
        return List.copyOf(points);
    }

    @Override
    public synchronized boolean there(AwsCall call) {
        return call.mutating() ? begins(call.name()) : !off;
    }

    @Override
    public synchronized boolean back(AwsCall call) {
        return ends();
    }

    /** The same database, on the same power. */
    DataSource on(DataSource source) {
        return (DataSource) Proxy.newProxyInstance(
                PowerCut.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    Object result = passed(source, method, arguments);
                    return result instanceof Connection connection ? on(connection) : result;
                });
    }

    private Connection on(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                PowerCut.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "commit" -> {
                        if (!begins("commit")) {
                            throw new SQLException("the power is off");
                        }
                        passed(connection, method, arguments);
                        if (!ends()) {
                            throw new SQLException("the power is off");
                        }
                        yield null;
                    }
                    // The server rolls back and closes for a process that is gone.
                    case "close", "rollback", "isClosed" -> passed(connection, method, arguments);
                    default -> {
                        if (off()) {
                            throw new SQLException("the power is off");
                        }
                        yield passed(connection, method, arguments);
                    }
                });
    }

    private synchronized boolean begins(String what) {
        if (off) {
            return false;
        }
        points.add(what);
        return true;
    }

    private synchronized boolean ends() {
        off |= points.size() == last;
        return !off;
    }

    private static Object passed(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
