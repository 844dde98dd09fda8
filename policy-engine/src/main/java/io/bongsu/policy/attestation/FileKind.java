package io.bongsu.policy.attestation;

import io.bongsu.policy.attestation.RefusedException.Why;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The kinds of file that are taken as evidence. A file is of a kind when its name and its content both say so. */
enum FileKind {
    PDF("application/pdf", "pdf"),
    PNG("image/png", "png"),
    JPEG("image/jpeg", "jpg", "jpeg"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    PPTX("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"),
    HWP("application/x-hwp", "hwp"),
    HWPX("application/hwp+zip", "hwpx"),
    TEXT("text/plain", "txt", "log", "md"),
    CSV("text/csv", "csv"),
    JSON("application/json", "json");

    static final String EXTENSIONS = "pdf, png, jpg, jpeg, xlsx, docx, pptx, hwp, hwpx, txt, log, md, csv or json";

    /** No path, nothing that a shell or a header could take for something else, and an extension. */
    private static final Pattern NAME =
            Pattern.compile("[\\p{L}\\p{N}_(\\[][\\p{L}\\p{N} ._()\\[\\]+,&@~-]{0,190}\\.[A-Za-z]{2,5}");

    private static final byte[] OLE = {
        (byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1
    };
    private static final byte[] PNG_HEAD = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final byte[] JPEG_HEAD = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};
    private static final int MAX_ENTRIES = 10_000;

    private final String mediaType;
    private final String[] extensions;

    FileKind(String mediaType, String... extensions) {
        this.mediaType = mediaType;
        this.extensions = extensions;
    }

    String mediaType() {
        return mediaType;
    }

    /**
     * The kind that the name promises and the content keeps.
     *
     * @throws RefusedException where there is none
     */
    static FileKind of(String name, byte[] content) {
        FileKind kind = named(name);
        if (content.length == 0) {
            throw new RefusedException(Why.FILE, "The file '%s' is empty; expected content".formatted(name));
        }
        if (!kind.fits(content)) {
            throw new RefusedException(
                    Why.FILE,
                    "The file '%s' is called %s, but its content is something else; save it as %s, or give it the extension of what it is"
                            .formatted(name, kind, kind));
        }
        return kind;
    }

    /**
     * The kind that a name promises.
     *
     * @throws RefusedException where the name can't be a file's, or its extension is not one of those taken
     */
    static FileKind named(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new RefusedException(
                    Why.FILE,
                    "The file's name is '%s'; expected at most 200 letters, digits, spaces and . _ - ( ) [ ] + , & @ ~ with an extension"
                            .formatted(name.length() > 60 ? name.substring(0, 60) + "…" : name));
        }
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(kind -> Arrays.asList(kind.extensions).contains(extension))
                .findFirst()
                .orElseThrow(() -> new RefusedException(
                        Why.FILE, "The file '%s' ends with .%s; expected %s".formatted(name, extension, EXTENSIONS)));
    }

    private boolean fits(byte[] content) {
        return switch (this) {
            case PDF -> begins(content, "%PDF-".getBytes(StandardCharsets.US_ASCII));
            case PNG -> begins(content, PNG_HEAD);
            case JPEG -> begins(content, JPEG_HEAD);
            case HWP -> begins(content, OLE);
            case XLSX -> holds(content, "xl/workbook.xml");
            case DOCX -> holds(content, "word/document.xml");
            case PPTX -> holds(content, "ppt/presentation.xml");
            case HWPX -> holds(content, "Contents/content.hpf");
            case TEXT, CSV, JSON -> text(content);
        };
    }

    private static boolean begins(byte[] content, byte[] head) {
        return content.length >= head.length && Arrays.equals(content, 0, head.length, head, 0, head.length);
    }

    /** Reads only names: what an entry would unpack to is of no interest here, and is never unpacked in memory. */
    private static boolean holds(byte[] content, String wanted) {
        if (!begins(content, new byte[] {'P', 'K', 3, 4})) {
            return false;
        }
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content), StandardCharsets.UTF_8)) {
            ZipEntry entry = zip.getNextEntry();
            for (int i = 0; entry != null && i < MAX_ENTRIES; i++) {
                if (entry.getName().equals(wanted)) {
                    return true;
                }
                entry = zip.getNextEntry();
            }
            return false;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean text(byte[] content) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .chars()
                    .noneMatch(each -> each < ' ' && each != '\n' && each != '\r' && each != '\t');
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
