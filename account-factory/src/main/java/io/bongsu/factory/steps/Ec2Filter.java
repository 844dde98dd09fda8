package io.bongsu.factory.steps;

import software.amazon.awssdk.services.ec2.model.Filter;

/** Narrows down what EC2 describes. */
final class Ec2Filter {

    private Ec2Filter() {}

    static Filter by(String name, String value) {
        return Filter.builder().name(name).values(value).build();
    }
}
