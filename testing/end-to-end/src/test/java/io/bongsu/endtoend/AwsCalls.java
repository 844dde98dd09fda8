package io.bongsu.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.LoadableConstantEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.MethodHandleEntry;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every call of AWS that a module's bytecode makes: each method of a client of the AWS SDK that is invoked or referred to. So it is
 * complete without anything being run, and says nothing of how often.
 */
final class AwsCalls {

    private static final Pattern CLIENT =
            Pattern.compile("software/amazon/awssdk/services/([a-z0-9]+)/[A-Za-z0-9]+?(?:Async)?Client");
    private static final Set<String> NO_CALLS =
            Set.of("builder", "create", "close", "serviceName", "serviceClientConfiguration");

    /** The account factory's one maker of clients, and with which credentials each of its methods makes them. */
    private static final String MAKER = "io/bongsu/factory/aws/AwsClients";

    private static final Map<String, As> MAKING =
            Map.of("management", As.MANAGEMENT, "member", As.MEMBER, "memberGlobal", As.MEMBER);

    /** With whose credentials a call is made. */
    enum As {
        /** The program's own, which in the account factory are the management account's. */
        MANAGEMENT,
        /** Those of a role in a member account. */
        MEMBER
    }

    /**
     * One call.
     *
     * @param caller the outermost class that makes it, for example {@code io.bongsu.factory.steps.Move}
     * @param service the SDK's package, for example {@code s3control}
     * @param operation the API's operation, for example {@code GetPublicAccessBlock}
     */
    record Call(String caller, String service, String operation) {}

    private final Set<Call> calls = new HashSet<>();
    private final Map<String, Map<String, Set<As>>> makers = new HashMap<>(); // service, caller

    private AwsCalls() {}

    /** The calls of all classes below a directory. */
    static AwsCalls of(Path classes) {
        AwsCalls found = new AwsCalls();
        try (Stream<Path> walk = Files.walk(classes)) {
            for (Path file :
                    walk.filter(path -> path.toString().endsWith(".class")).toList()) {
                found.read(ClassFile.of().parse(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("%s can't be read; build the module first".formatted(classes), e);
        }
        return found;
    }

    Set<Call> all() {
        return Set.copyOf(calls);
    }

    /**
     * With whose credentials a call is made: as its class makes its client, else as any class makes a client of that service. Empty where
     * nobody makes one by the account factory's maker.
     */
    Set<As> as(Call call) {
        Map<String, Set<As>> ofService = makers.getOrDefault(call.service(), Map.of());
        Set<As> own = ofService.get(call.caller());
        return own != null
                ? own
                : ofService.values().stream().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
    }

    private void read(ClassModel type) {
        String caller =
                type.thisClass().asInternalName().replaceAll("\\$.*", "").replace('/', '.');
        for (MethodModel method : type.methods()) {
            String made = "";
            for (CodeElement element :
                    method.code().map(code -> code.elementList()).orElse(List.of())) {
                if (element instanceof InvokeInstruction invoked) {
                    made = invoked(
                            caller,
                            invoked.owner().asInternalName(),
                            invoked.name().stringValue(),
                            made);
                } else if (element instanceof InvokeDynamicInstruction dynamic) {
                    for (LoadableConstantEntry argument :
                            dynamic.invokedynamic().bootstrap().arguments()) {
                        if (argument instanceof MethodHandleEntry handle
                                && handle.reference() instanceof MemberRefEntry member) {
                            made = invoked(
                                    caller,
                                    member.owner().asInternalName(),
                                    member.name().stringValue(),
                                    made);
                        }
                    }
                }
            }
        }
    }

    /** Notes one invocation; returns the service whose client's builder was asked for last. */
    private String invoked(String caller, String owner, String method, String made) {
        Matcher client = CLIENT.matcher(owner);
        if (client.matches()) {
            if (method.equals("builder")) {
                return client.group(1);
            }
            if (!NO_CALLS.contains(method)) {
                String operation = method.replaceFirst("Paginator$", "");
                calls.add(new Call(
                        caller, client.group(1), Character.toUpperCase(operation.charAt(0)) + operation.substring(1)));
            }
        } else if (owner.equals(MAKER) && MAKING.containsKey(method) && !made.isEmpty()) {
            makers.computeIfAbsent(made, unused -> new HashMap<>())
                    .computeIfAbsent(caller, unused -> new TreeSet<>())
                    .add(MAKING.get(method));
        }
        return made;
    }
}
