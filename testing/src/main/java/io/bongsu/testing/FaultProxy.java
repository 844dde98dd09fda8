package io.bongsu.testing;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Stands between a client of AWS and moto, and adds what moto lacks: account creation that takes its time, eventual consistency, the
 * published rates, and every fault that a test wants, operation by operation. It records every call.
 */
public final class FaultProxy implements AutoCloseable {

    private static final Set<String> OF_THE_HOP =
            Set.of("connection", "content-length", "host", "expect", "upgrade", "transfer-encoding");

    private final URI target;
    private final InstantSource clock;
    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    // One for all: closing a client of its own takes each proxy seconds.
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AccountCreations creations;
    private final SecurityServices security = new SecurityServices();
    private final Map<String, Deque<Fault>> faults = new ConcurrentHashMap<>();
    /** What moto lacks and steps ask after every lost answer: nothing is under way, because moto is done at once. */
    private final Map<String, String> recorded = new ConcurrentHashMap<>(
            Map.of("sso:ListAccountAssignmentCreationStatus", "{\"AccountAssignmentsCreationStatus\": []}"));

    private final List<AwsCall> calls = Collections.synchronizedList(new ArrayList<>());
    private volatile PublishedLimits limits = new PublishedLimits(Map.of());
    private volatile Line line = Line.UP;

    /**
     * How late things are.
     *
     * @param creation from CreateAccount to the account
     * @param listing until ListAccounts shows an account that is made, and ListCreateAccountStatus a creation that was asked for
     * @param usable from the account until its role can be assumed
     */
    public record Lag(Duration creation, Duration listing, Duration usable) {
        static final Lag NONE = new Lag(Duration.ZERO, Duration.ZERO, Duration.ZERO);
    }

    /**
     * A rate that AWS keeps to.
     *
     * @param perSecond tokens that come back each second
     * @param burst tokens at most
     */
    public record Limit(double perSecond, int burst) {}

    /** The line to AWS, which may be cut; each call passes it twice. */
    public interface Line {

        /** A line that is never cut. */
        Line UP = new Line() {
            @Override
            public boolean there(AwsCall call) {
                return true;
            }

            @Override
            public boolean back(AwsCall call) {
                return true;
            }
        };

        /** Whether the call reaches AWS. */
        boolean there(AwsCall call);

        /** Whether the answer comes back. */
        boolean back(AwsCall call);
    }

    private FaultProxy(URI target, InstantSource clock, int port) {
        this.target = target;
        this.clock = clock;
        this.creations = new AccountCreations(clock);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 256);
        } catch (IOException e) {
            throw new UncheckedIOException("The fault proxy can't listen", e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(executor);
        server.start();
    }

    /**
     * Starts one on a free port of loopback.
     *
     * @param target the moto server
     * @param clock tells how late things are
     */
    public static FaultProxy start(URI target, InstantSource clock) {
        return start(target, clock, 0);
    }

    /** The same on a port of the caller's choice; 0 is any free one. */
    public static FaultProxy start(URI target, InstantSource clock, int port) {
        return new FaultProxy(target, clock, port);
    }

    /** The endpoint for every AWS service. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** How late things are from now on. */
    public void lag(Lag lag) {
        creations.lag(lag);
    }

    /** How long each account takes to be made from now on, asked once for each. */
    public void creationTimes(Supplier<Duration> times) {
        creations.times(times);
    }

    /** Keeps to these rates from now on, by {@code service:Operation}; the buckets begin full. */
    public void enforce(Map<String, Limit> rates) {
        limits = new PublishedLimits(rates);
    }

    /** Calls that were faster than the rates. */
    public Map<String, Integer> violations() {
        return limits.violations();
    }

    /** Lets this happen to the next calls of an operation, {@code service:Operation}, after what was wanted before. */
    public void next(String operation, Fault fault, int times) {
        Deque<Fault> queue = faults.computeIfAbsent(operation, name -> new ArrayDeque<>());
        synchronized (queue) {
            queue.addAll(Collections.nCopies(times, fault));
        }
    }

    /**
     * Answers an operation that moto lacks with the same words from now on, instead of asking moto.
     *
     * @param operation {@code service:Operation}
     * @param body JSON or XML, in the protocol of the service
     */
    public void recorded(String operation, String body) {
        recorded.put(operation, body);
    }

    /** Takes back what was wanted of an operation and hasn't happened yet. */
    public void forget(String operation) {
        faults.remove(operation);
    }

    /** The access keys of sessions in an account, so that its calls can be told from others'. */
    public Set<String> keysOf(String account) {
        return security.keysOf(account);
    }

    /** Lets calls pass this line from now on. */
    public void line(Line different) {
        line = different;
    }

    /** Every call so far. */
    public List<AwsCall> calls() {
        synchronized (calls) {
            return List.copyOf(calls);
        }
    }

    /** How often AWS did each operation that changes something. */
    public Map<String, Long> effects() {
        return calls().stream()
                .filter(each -> each.mutating() && each.effective())
                .collect(Collectors.groupingBy(AwsCall::name, Collectors.counting()));
    }

    @Override
    public void close() {
        server.stop(0);
        executor.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            AwsCall call = AwsCallReader.read(
                    clock.instant(),
                    exchange.getRequestMethod(),
                    exchange.getRequestURI(),
                    exchange.getRequestHeaders(),
                    new String(body, StandardCharsets.UTF_8));
            Optional<Fault> fault = fault(call);
            // Closing the exchange without an answer breaks the connection.
            if (!line.there(call)
                    || fault.filter(Fault.LostRequest.class::isInstance).isPresent()) {
                calls.add(call);
                return;
            }
            Reply reply = fault.isPresent() && fault.get() instanceof Fault.Refusal refusal
                    ? refused(exchange, call, refusal)
                    : reply(exchange, call, body);
            boolean back = line.back(call)
                    && fault.filter(Fault.LostAnswer.class::isInstance).isEmpty();
            calls.add(call.ended(reply.status(), back));
            if (back) {
                answer(exchange, reply);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Reply reply(HttpExchange exchange, AwsCall call, byte[] body) throws IOException, InterruptedException {
        if (!limits.take(call.name(), clock.instant())) {
            return Reply.error(
                    protocol(exchange),
                    400,
                    protocol(exchange).startsWith("text/xml") ? "Throttling" : "TooManyRequestsException",
                    "You have sent too many requests in too short a period of time.");
        }
        String words = recorded.get(call.name());
        if (words != null) {
            return new Reply(200, protocol(exchange), words);
        }
        Optional<Reply> own = creations.before(call).or(() -> security.before(call));
        if (own.isPresent()) {
            return own.get();
        }
        Reply reply =
                security.after(call, creations.after(call, forward(exchange, body, exchange.getRequestHeaders())));
        security.learn(call, exchange.getRequestHeaders());
        Optional<Headers> management = security.asManagement(call, exchange.getRequestHeaders());
        return management.isPresent()
                ? security.withOrganizationTrails(reply, forward(exchange, body, management.get()))
                : reply;
    }

    private Reply forward(HttpExchange exchange, byte[] body, Headers headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(target + exchange.getRequestURI().toString()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach((name, values) -> {
            if (!OF_THE_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        HttpResponse<String> response =
                HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        return new Reply(
                response.statusCode(),
                response.headers().firstValue("Content-Type").orElse("application/octet-stream"),
                response.body());
    }

    private Optional<Fault> fault(AwsCall call) {
        Deque<Fault> queue = faults.getOrDefault(call.name(), new ArrayDeque<>());
        synchronized (queue) {
            return Optional.ofNullable(queue.poll());
        }
    }

    private static Reply refused(HttpExchange exchange, AwsCall call, Fault.Refusal refusal) {
        return call.service().equals("ec2")
                ? Reply.ec2Error(refusal.status(), refusal.code(), refusal.message())
                : Reply.error(protocol(exchange), refusal.status(), refusal.code(), refusal.message());
    }

    private static String protocol(HttpExchange exchange) {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        return type != null && type.startsWith("application/x-www-form-urlencoded") ? "text/xml" : "application/json";
    }

    private static void answer(HttpExchange exchange, Reply reply) throws IOException {
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", reply.type());
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }
}
