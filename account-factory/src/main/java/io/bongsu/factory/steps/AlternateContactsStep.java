package io.bongsu.factory.steps;

import io.bongsu.factory.aws.AwsClients;
import io.bongsu.factory.steps.VendingSteps.Contact;
import io.bongsu.factory.workflow.Outcome;
import io.bongsu.factory.workflow.Step;
import io.bongsu.factory.workflow.StepContext;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.account.model.AlternateContact;
import software.amazon.awssdk.services.account.model.ResourceNotFoundException;

/** Tells AWS whom to write to about security, operations and billing of the account. */
public final class AlternateContactsStep implements Step {

    private final AwsClients aws;
    private final Map<String, Contact> contacts;

    AlternateContactsStep(AwsClients aws, Map<String, Contact> contacts) {
        this.aws = aws;
        this.contacts = new TreeMap<>(contacts);
    }

    @Override
    public String name() {
        return "alternate-contacts";
    }

    @Override
    public String title() {
        return "Set the alternate contacts";
    }

    @Override
    public Outcome run(StepContext context) {
        List<String> missing = contacts.keySet().stream()
                .filter(kind -> !there(context.account(), kind))
                .toList();
        if (missing.isEmpty()) {
            return Outcome.done();
        }
        context.intend(Map.of("call", "account:PutAlternateContact", "kinds", String.join(" ", missing)));
        missing.forEach(kind -> put(context.account(), kind, contacts.get(kind)));
        return Outcome.done();
    }

    private boolean there(String account, String kind) {
        try {
            AlternateContact is = aws.accounts()
                    .getAlternateContact(request -> request.accountId(account).alternateContactType(kind))
                    .alternateContact();
            return contacts.get(kind).equals(new Contact(is.name(), is.title(), is.emailAddress(), is.phoneNumber()));
        } catch (ResourceNotFoundException e) {
            return false;
        }
    }

    private void put(String account, String kind, Contact contact) {
        aws.accounts().putAlternateContact(request -> request.accountId(account)
                .alternateContactType(kind)
                .name(contact.name())
                .title(contact.title())
                .emailAddress(contact.email())
                .phoneNumber(contact.phone()));
    }
}
