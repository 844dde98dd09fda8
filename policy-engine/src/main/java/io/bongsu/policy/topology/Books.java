package io.bongsu.policy.topology;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.processor.TaskId;

/** What this process has yet to do and what it has done since its start. */
final class Books {

    private final Map<TaskId, TaskBook> tasks = new ConcurrentHashMap<>();
    private final AtomicLong evaluated = new AtomicLong();

    /** A new book for a task that begins on the calling stream thread; what the task had counted before is void. */
    TaskBook open(TaskId task) {
        TaskBook book = new TaskBook(Thread.currentThread().getName());
        tasks.put(task, book);
        return book;
    }

    void close(TaskId task, TaskBook book) {
        tasks.remove(task, book);
    }

    /** The calling stream thread has committed all that it did. */
    void committed() {
        String thread = Thread.currentThread().getName();
        tasks.values().forEach(book -> book.committed(thread));
    }

    /** One more verdict. */
    void evaluated() {
        evaluated.incrementAndGet();
    }

    long pending() {
        return tasks.values().stream().mapToLong(TaskBook::undone).sum();
    }

    long evaluatedCount() {
        return evaluated.get();
    }
}
