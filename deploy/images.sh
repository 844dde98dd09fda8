#!/bin/sh
# Makes the container images of Bongsu without a container engine: files for `docker load`, or straight into a registry.
# Usage: deploy/images.sh [--version V] [--registry PREFIX] [--base REFERENCE] [--aot] [--no-build]
#   --version    tag of the images; the project's version without it
#   --registry   for example 111122223333.dkr.ecr.ap-northeast-2.amazonaws.com/bongsu; login by REGISTRY_USER and REGISTRY_PASSWORD
#   --base       another base with glibc, libstdc++ and libgcc, as a reference or tar://…; without it, one of Debian's packages
#   --aot        adds an AOT cache made in a training run: faster starts, but no two builds of that one layer are the same
#   --no-build   takes the services as they are built
# Needs Linux with apt, dpkg-deb, a JDK 25 with jlink. The images are for this machine's architecture. Result: deploy/images/target/.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
work=$root/deploy/images/target/images
version='' base='' registry='' aot='' build=yes
while [ $# -gt 0 ]; do
    case $1 in
    --version) version=$2 && shift 2 ;;
    --base) base=$2 && shift 2 ;;
    --registry) registry=$2 && shift 2 ;;
    --aot) aot=yes && shift ;;
    --no-build) build= && shift ;;
    *)
        sed -n '2,9s/^# \{0,1\}//p' "$0" >&2
        exit 2
        ;;
    esac
done
die() {
    echo "$*" >&2
    exit 1
}

: "${JAVA_HOME:=$(dirname "$(dirname "$(readlink -f "$(command -v javac || echo /none/bin/javac)")")")}"
export JAVA_HOME
grep -q '^JAVA_VERSION="2[5-9]' "$JAVA_HOME/release" 2>/dev/null || die "JAVA_HOME=$JAVA_HOME is no JDK 25 or later; set it to one"
maven=${BONGSU_MVN:-$(cat "$root/target/bongsu-maven" 2>/dev/null || command -v mvn || echo "$root/mvnw")}
[ "$(uname -s)" = Linux ] || die "Images are made on Linux: what runs in them comes from this machine's JDK and packages"
[ -n "$version" ] || version=$(sed -n 's:.*<version>\(.*\)</version>.*:\1:p' "$root/pom.xml" | head -1)
services=collector,policy-engine,account-factory,dashboards/console
mkdir -p "$work"
cd "$root"

# -- the services, their bills of materials, and the program that makes images -------------------------------------------------------------
if [ -n "$build" ]; then
    echo "Building the services" >&2
    "$maven" -q -B -pl "$services,deploy/images" -am package -Dmaven.test.skip=true -Dspotless.check.skip=true
    "$maven" -q -B -pl deploy/images -am package dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory="$work/program" \
        -Dmdep.prependGroupId=true -Dmaven.test.skip=true -Dspotless.check.skip=true
    # Only what the build itself says, and no time: the same sources, the same bill.
    "$maven" -q -B org.cyclonedx:cyclonedx-maven-plugin:2.9.1:makeBom -pl "$services" -am -DoutputFormat=json -DoutputName=bom \
        -DschemaVersion=1.6 -DincludeTestScope=false -DincludeBomSerialNumber=false -Dcyclonedx.skipNotDeployed=false
fi
mkdir -p "$work/sbom"
for service in collector policy-engine account-factory dashboards/console; do
    [ -e "$service/target/bom.json" ] || die "$service/target/bom.json isn't there; run without --no-build"
    cp "$service/target/bom.json" "$work/sbom/${service##*/}.json"
done
"$JAVA_HOME/bin/jar" --create --file "$work/health.jar" --date 2000-01-01T00:00:00Z --no-manifest \
    -C deploy/images/target/classes io/bongsu/images/Health.class

# -- the base: the libraries that a JVM and its native parts need, and nothing that could be run -------------------------------------------
if [ ! -e "$work/base.done" ]; then
    echo "Fetching the base from Debian's packages" >&2
    command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null || die "apt-get and dpkg-deb aren't here; build on Debian or Ubuntu"
    rm -rf "$work/packages" "$work/unpacked" "$work/base"
    mkdir -p "$work/packages" "$work/unpacked" "$work/base/etc/ssl/certs" "$work/base/var/lib/dpkg/status.d"
    # apt checks the archive's signature and each package's sum.
    (cd "$work/packages" && apt-get -qq -o APT::Sandbox::User=root download base-files libc6 libgcc-s1 libstdc++6 ca-certificates)
    for package in "$work/packages"/*.deb; do
        dpkg-deb -x "$package" "$work/unpacked"
        # Where scanners look for the packages of an image without dpkg.
        dpkg-deb -f "$package" >"$work/base/var/lib/dpkg/status.d/$(dpkg-deb -f "$package" Package)"
    done
    case $(uname -m) in
    x86_64) triple=x86_64-linux-gnu loader=lib64/ld-linux-x86-64.so.2 ;;
    aarch64) triple=aarch64-linux-gnu loader=lib/ld-linux-aarch64.so.1 ;;
    *) die "No base is known for $(uname -m)" ;;
    esac
    mkdir -p "$work/base/lib/$triple" "$work/base/usr/share/ca-certificates" "$work/base/usr/share/doc" "$(dirname "$work/base/$loader")"
    for library in libc.so.6 libm.so.6 libdl.so.2 libpthread.so.0 librt.so.1 libresolv.so.2 libnss_dns.so.2 libnss_files.so.2 "${loader##*/}" libgcc_s.so.1 libstdc++.so.6; do
        found=$(find "$work/unpacked/lib/$triple" "$work/unpacked/usr/lib/$triple" "$work/unpacked/lib" -maxdepth 1 -name "$library" 2>/dev/null | head -1)
        [ -n "$found" ] || die "The packages hold no $library"
        cp -L "$found" "$work/base/lib/$triple/$library"
    done
    [ -e "$work/base/$loader" ] || cp "$work/base/lib/$triple/${loader##*/}" "$work/base/$loader"
    cp -r "$work/unpacked/usr/share/ca-certificates/mozilla" "$work/base/usr/share/ca-certificates/"
    cat "$work/base/usr/share/ca-certificates/mozilla"/*.crt >"$work/base/etc/ssl/certs/ca-certificates.crt"
    cp -L "$work/unpacked/usr/lib/os-release" "$work/base/etc/os-release"
    for package in base-files ca-certificates libc6 libgcc-s1 libstdc++6; do
        mkdir -p "$work/base/usr/share/doc/$package"
        copyright=$work/unpacked/usr/share/doc/$package/copyright
        [ -e "$copyright" ] || copyright=$work/unpacked/usr/share/doc/gcc-12-base/copyright
        [ ! -e "$copyright" ] || cp -L "$copyright" "$work/base/usr/share/doc/$package/copyright"
    done
    printf 'root:x:0:0:root:/:/none\nbongsu:x:10001:10001:Bongsu:/var/lib/bongsu:/none\n' >"$work/base/etc/passwd"
    printf 'root:x:0:\nbongsu:x:10001:\n' >"$work/base/etc/group"
    printf 'hosts: files dns\n' >"$work/base/etc/nsswitch.conf"
    touch "$work/base.done"
fi

# -- the runtime: the modules that the services use, and those that tell an operator what a JVM does ---------------------------------------
if ! cmp -s "$JAVA_HOME/release" "$work/java.done"; then
    echo "Linking the Java runtime" >&2
    rm -rf "$work/java"
    "$JAVA_HOME/bin/jlink" --output "$work/java" --include-locales en,ko --no-header-files --no-man-pages --compress zip-6 --generate-cds-archive \
        --add-modules java.se,jdk.unsupported,jdk.management,jdk.net,jdk.naming.dns,jdk.zipfs,jdk.localedata,jdk.jfr
    cp "$JAVA_HOME/release" "$work/java.done"
fi

make() {
    "$JAVA_HOME/bin/java" -cp "deploy/images/target/classes:$work/program/*" io.bongsu.images.Images "$root" "$work" "$version" "$base" "$1"
}
rm -f "$work"/*/app.aot
if [ -n "$aot" ]; then
    make '' >/dev/null
    deploy/images/train.sh "$work"
fi
make "$registry"
