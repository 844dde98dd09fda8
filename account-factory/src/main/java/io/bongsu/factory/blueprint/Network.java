package io.bongsu.factory.blueprint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The account's network: one VPC in the home Region, with subnets by tier and Availability Zone, attached to the hub.
 *
 * @param ipamPool id of the IPAM pool that the address range comes from
 * @param cidrs ranges that it comes from where there is no IPAM; the factory keeps count
 * @param netmask the VPC's size, 16 to 26
 * @param availabilityZones in how many it has subnets
 * @param tiers kinds of subnets, one of each in every Availability Zone
 * @param transitGateway id of the Transit Gateway to attach to, if the network isn't alone
 * @param routeTable id of the hub's route table that its traffic follows
 * @param routeTables the same by environment, where environments have hub route tables of their own
 * @param propagateTo ids of the hub's route tables that learn the way to it; the one it follows where left out
 * @param routes destinations that its subnets send to the hub; everything where left out
 */
public record Network(
        @Nullable String ipamPool,
        List<Cidr> cidrs,
        int netmask,
        int availabilityZones,
        List<Tier> tiers,
        @Nullable String transitGateway,
        @Nullable String routeTable,
        Map<String, String> routeTables,
        List<String> propagateTo,
        List<Cidr> routes) {

    /** The tier whose subnets hold the attachment; where no tier has that name, the last one does. */
    public static final String ATTACHMENT = "attachment";

    private static final int SMALLEST_SUBNET = 28; // "Subnet CIDR blocks", Amazon VPC User Guide
    private static final int DEFAULT_ZONES = 2;
    private static final Cidr EVERYTHING = new Cidr(0, 0);
    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9-]{0,31}");
    private static final Pattern POOL = Pattern.compile("ipam-pool-[0-9a-f]{8,17}");
    private static final Pattern GATEWAY = Pattern.compile("tgw-[0-9a-f]{8,17}");
    private static final Pattern TABLE = Pattern.compile("tgw-rtb-[0-9a-f]{8,17}");

    @SuppressWarnings("ConstantConditions") // Jackson gives null for what is missing.
    public Network {
        cidrs = cidrs == null ? List.of() : List.copyOf(cidrs);
        Expect.that(
                (ipamPool == null) != cidrs.isEmpty(),
                "network",
                ipamPool == null ? "without ipam_pool and cidrs" : "with ipam_pool and cidrs",
                "either the id of an IPAM pool or ranges that the factory counts itself");
        if (ipamPool != null) {
            Expect.that(ipamPool, "network.ipam_pool", POOL, "the id of an IPAM pool");
        }
        int mask = netmask;
        Expect.that(netmask >= 16 && netmask <= 26, "network.netmask", netmask, "a number from 16 to 26");
        cidrs.forEach(each -> Expect.that(
                each.netmask() <= mask, "network.cidrs", each, "ranges at least as big as network.netmask"));
        availabilityZones = availabilityZones == 0 ? DEFAULT_ZONES : availabilityZones;
        Expect.that(
                availabilityZones >= 1 && availabilityZones <= 6,
                "network.availability_zones",
                availabilityZones,
                "a number from 1 to 6");
        tiers = tiers == null || tiers.isEmpty()
                ? List.of(new Tier("private", netmask + 2), new Tier(ATTACHMENT, SMALLEST_SUBNET))
                : List.copyOf(tiers);
        Expect.that(
                new HashSet<>(tiers.stream().map(Tier::name).toList()).size() == tiers.size(),
                "network.tiers",
                tiers,
                "each name once");
        routeTables = routeTables == null ? Map.of() : Map.copyOf(routeTables);
        propagateTo = propagateTo == null ? List.of() : List.copyOf(propagateTo);
        routes = routes == null ? List.of(EVERYTHING) : List.copyOf(routes);
        if (transitGateway != null) {
            Expect.that(transitGateway, "network.transit_gateway", GATEWAY, "the id of a Transit Gateway");
            Expect.that(
                    (routeTable == null) != routeTables.isEmpty(),
                    "network",
                    "with a transit_gateway",
                    "either route_table or route_tables by environment");
        }
        if (routeTable != null) {
            Expect.that(routeTable, "network.route_table", TABLE, "the id of a Transit Gateway route table");
        }
        routeTables.values().forEach(each -> Expect.that(each, "network.route_tables", TABLE, "ids of route tables"));
        propagateTo.forEach(each -> Expect.that(each, "network.propagate_to", TABLE, "ids of route tables"));
        // The same everywhere, so that what fits here fits in any range of that size.
        layout(new Cidr(0, netmask), tiers, availabilityZones);
    }

    /**
     * A kind of subnets.
     *
     * @param name a lower-case word; the tag {@code bongsu:tier} of its subnets
     * @param netmask each one's size, up to 28
     */
    public record Tier(String name, int netmask) {
        public Tier {
            Expect.that(name, "network.tiers.name", WORD, "a lower-case word such as private");
            Expect.that(
                    netmask >= 17 && netmask <= SMALLEST_SUBNET,
                    "network.tiers.netmask",
                    netmask,
                    "a number from 17 to 28");
        }
    }

    /**
     * A subnet to be.
     *
     * @param tier name of its tier
     * @param zone number of its Availability Zone, counted from 0
     * @param cidr its range
     */
    public record Subnet(String tier, int zone, Cidr cidr) {}

    /** The subnets of a VPC with that range; always the same for the same range. */
    public List<Subnet> subnets(Cidr vpc) {
        return layout(vpc, tiers, availabilityZones);
    }

    /** The tier whose subnets hold the attachment. */
    public String attachmentTier() {
        return tiers.stream()
                .map(Tier::name)
                .filter(ATTACHMENT::equals)
                .findFirst()
                .orElse(tiers.getLast().name());
    }

    /** Id of the hub's route table for an environment. */
    public Optional<String> routeTableFor(String environment) {
        return Optional.ofNullable(routeTable == null ? routeTables.get(environment) : routeTable);
    }

    /** Ids of the hub's route tables that learn the way to a network of an environment. */
    public List<String> learners(String environment) {
        return propagateTo.isEmpty() ? routeTableFor(environment).stream().toList() : propagateTo;
    }

    /** Bigger ones first, so that nothing is lost between them. */
    private static List<Subnet> layout(Cidr vpc, List<Tier> tiers, int zones) {
        List<Subnet> subnets = new ArrayList<>();
        long next = vpc.address();
        for (Tier tier :
                tiers.stream().sorted(Comparator.comparingInt(Tier::netmask)).toList()) {
            for (int zone = 0; zone < zones; zone++) {
                Cidr cidr = vpc.from(next, tier.netmask())
                        .orElseThrow(() -> new IllegalArgumentException(
                                "network.tiers are %s in %d Availability Zones; expected no more than fits into a /%d"
                                        .formatted(tiers, zones, vpc.netmask())));
                subnets.add(new Subnet(tier.name(), zone, cidr));
                next = cidr.address() + cidr.size();
            }
        }
        return subnets;
    }
}
