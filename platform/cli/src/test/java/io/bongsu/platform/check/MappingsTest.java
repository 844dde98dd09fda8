package io.bongsu.platform.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MappingsTest {

    @TempDir
    private Path directory = Path.of("/");

    @Test
    void everyMappingNamesTheDocumentationThatItFollows() throws IOException {
        Path mappings = Path.of(System.getProperty("bongsu.root"), "compliance-packs", "terraform");

        for (Mapping mapping : Mappings.read(mappings).all()) {
            assertThat(Files.readString(mappings.resolve(mapping.terraform()).resolve("mapping.yaml")))
                    .as(mapping.terraform())
                    .startsWith("# https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/"
                            + mapping.terraform().substring("aws_".length()) + "\n");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            {type: AWS::S3::Bucket, colour: red} | has 'colour'; expected one of
            {type: bucket} | has type 'bucket'; expected AWS Config's
            {type: "AWS::::Account"} | has scope ''; expected global or regional
            {type: AWS::S3::Bucket, scope: global} | has scope 'global'; expected global or regional for AWS::::Account
            {type: AWS::S3::Bucket, configuration: {a: true}} | true stands for itself; expected an attribute, or {$value: true}
            {type: AWS::S3::Bucket, configuration: {a: {$atribute: b}}} | there is no word $atribute; expected one of
            {type: AWS::S3::Bucket, configuration: {a: {$json: b, unste: 1}}} | $json has 'unste' beside it; expected one of [null, unset]
            {type: AWS::S3::Bucket, type: AWS::S3::Bucket} | is no YAML: Duplicate
            """)
    void aWordThatIsNoneIsRefusedWhereItStands(String mapping, String problem) throws IOException {
        Files.createDirectories(directory.resolve("aws_thing"));
        Files.writeString(directory.resolve("aws_thing").resolve("mapping.yaml"), mapping);

        assertThatThrownBy(() -> Mappings.read(directory))
                .isInstanceOf(CheckException.class)
                .hasMessageContaining("aws_thing")
                .hasMessageContaining(problem);
    }
}
