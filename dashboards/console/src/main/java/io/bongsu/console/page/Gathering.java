package io.bongsu.console.page;

import io.bongsu.console.upstream.UpstreamException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks several parts at once. What a part can't give becomes null and a notice, so that one part's absence costs only its own panels. */
final class Gathering {

    private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();

    private final Set<Notice> notices = new LinkedHashSet<>();
    private final List<UpstreamException> failures = new ArrayList<>();

    /** Begins a question; ask the returned supplier once for the answer. */
    <T> Supplier<@Nullable T> start(Supplier<T> question) {
        CompletableFuture<T> answer = CompletableFuture.supplyAsync(question, THREADS);
        return () -> {
            try {
                return answer.join();
            } catch (CompletionException e) {
                if (e.getCause() instanceof UpstreamException missing) {
                    failures.add(missing);
                    notices.add(Notice.of(missing));
                    return null;
                }
                throw e;
            }
        };
    }

    <T> @Nullable T now(Supplier<T> question) {
        return start(question).get();
    }

    void note(Notice notice) {
        notices.add(notice);
    }

    List<Notice> notices() {
        return List.copyOf(notices);
    }

    /** What went wrong so far, in the order of asking. */
    List<UpstreamException> failures() {
        return List.copyOf(failures);
    }
}
