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
import java.util.Set;
import javax.sql.DataSource;

/**
 * Counts everything by which a process touches the world, calls of AWS and commits, and cuts all of it off at a chosen point: what a kill at
 * that instant leaves behind is what the others see.
 */
final class PowerCut implements FaultProxy.Line {

    /** Whether the chosen effect still happens. */
    enum When {
        /** The effect does not happen. */
        BEFORE,
        /** The effect happens, and the process doesn't hear of it. */
        AFTER
    }

    private static final Set<String> OUTSIDE = Set.of("organizations", "account", "sts");

    private final List<String> points = new ArrayList<>();
    private int at = Integer.MAX_VALUE;
    private When when = When.BEFORE;
    private boolean off;

    /** Nothing is cut, and counting begins. */
    synchronized void never() {
        at(Integer.MAX_VALUE, When.BEFORE);
    }

    /** Cuts at this point, counted from 1, and counting begins. */
    synchronized void at(int point, When moment) {
        points.clear();
        at = point;
        when = moment;
        off = false;
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
        return counts(call) ? begins(call.name()) : !off;
    }

    /** What reads inside of an account leaves nothing behind: to be killed there is to be killed after the effect before. */
    private static boolean counts(AwsCall call) {
        return call.mutating() || OUTSIDE.contains(call.service());
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
        off = points.size() == at && when == When.BEFORE;
        return !off;
    }

    private synchronized boolean ends() {
        off |= points.size() == at && when == When.AFTER;
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
