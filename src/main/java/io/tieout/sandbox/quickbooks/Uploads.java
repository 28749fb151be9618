package io.tieout.sandbox.quickbooks;

import io.tieout.sandbox.host.HttpCall;
import io.tieout.value.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Attached files: reads `multipart/form-data` with its pairs of metadata and content, and keeps
/// the bytes for download.
final class Uploads {
  private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");
  private static final Pattern NAME = Pattern.compile("(?i)[; ]name=\"?([^\";\\r\\n]+)\"?");
  private static final Pattern FILE = Pattern.compile("(?i)filename=\"?([^\";\\r\\n]+)\"?");

  private final Desk desk;
  private final Map<String, Stored> files = new ConcurrentHashMap<>();

  Uploads(Desk desk) {
    this.desk = desk;
  }

  /// The bytes of a file, as Latin-1 text: one character a byte.
  record Stored(String contentType, String bytes) {
    byte[] content() {
      return bytes.getBytes(StandardCharsets.ISO_8859_1);
    }
  }

  private record Part(String name, Optional<String> fileName, String contentType, String bytes) {}

  /// The `AttachableResponse` array: for each pair its attachment or its fault.
  List<Json.Obj> upload(HttpCall call, String base) {
    String type = call.header("Content-Type").orElse("");
    Matcher boundary = BOUNDARY.matcher(type);
    if (!type.startsWith("multipart/") || !boundary.find()) {
      throw Refusal.unreadable("Content-Type must be multipart/form-data with a boundary");
    }
    Map<String, Part> metadata = new LinkedHashMap<>();
    Map<String, Part> contents = new HashMap<>();
    for (Part part : parts(call.body(), boundary.group(1))) {
      if (part.name().startsWith("file_metadata_")) {
        metadata.put(part.name().substring("file_metadata_".length()), part);
      } else if (part.name().startsWith("file_content_")) {
        contents.put(part.name().substring("file_content_".length()), part);
      }
    }
    contents.keySet().forEach(k -> metadata.computeIfAbsent(k, Uploads::noMetadata));
    List<Json.Obj> answers = new ArrayList<>();
    for (Map.Entry<String, Part> pair : metadata.entrySet()) {
      Optional<Part> content = Optional.ofNullable(contents.get(pair.getKey()));
      answers.add(stored(pair.getValue(), content, base));
    }
    if (answers.isEmpty()) {
      throw Refusal.missing("file_content_01");
    }
    return answers;
  }

  Optional<Stored> file(String id) {
    return Optional.ofNullable(files.get(id));
  }

  private static Part noMetadata(String number) {
    return new Part("file_metadata_" + number, Optional.empty(), "application/json", "{}");
  }

  private Json.Obj stored(Part metadata, Optional<Part> content, String base) {
    try {
      Part file = content.orElseThrow(() -> Refusal.missing("file_content"));
      if (file.contentType().equals("application/octet-stream")) {
        throw Refusal.business(
            "The content type application/octet-stream of the file is not supported.");
      }
      Json.Obj wanted = attachable(metadata, file);
      Json.Obj created =
          desk.carryOut(
              new Order(Kind.ATTACHABLE, Order.Action.CREATE, wanted, Set.of(), Order.Hand.API));
      String id = created.text("Id");
      files.put(id, new Stored(file.contentType(), file.bytes()));
      return Json.object().put("Attachable", located(created, file, base)).build();
    } catch (Refusal e) {
      return Json.object().put("Fault", e.fault()).build();
    }
  }

  private static Json.Obj attachable(Part metadata, Part file) {
    Json.Obj doc =
        Docs.read(
            new String(
                metadata.bytes().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    Json.Obj bare = doc.optObj("Attachable").orElse(doc);
    if (bare.has("CustomerRef") || bare.has("DisplayName")) {
      throw Refusal.validation(
          "6040", "Invalid metadata", "The metadata of an upload must be an Attachable.");
    }
    Json.Obj named =
        bare.optText("FileName").isPresent()
            ? bare
            : bare.with("FileName", file.fileName().orElse("attachment"));
    return named.optText("ContentType").isPresent()
        ? named
        : named.with("ContentType", file.contentType());
  }

  private static Json.Obj located(Json.Obj created, Part file, String base) {
    return created
        .with("Size", Json.of(file.bytes().length()))
        .with("FileAccessUri", "/download/" + created.text("Id"))
        .with("TempDownloadUri", base + "/files/" + created.text("Id"));
  }

  private static List<Part> parts(byte[] body, String boundary) {
    String text = new String(body, StandardCharsets.ISO_8859_1);
    List<Part> parts = new ArrayList<>();
    for (String piece : text.split(Pattern.quote("--" + boundary), -1)) {
      int end = piece.indexOf("\r\n\r\n");
      if (end < 0) {
        continue;
      }
      String head = piece.substring(0, end);
      String content = piece.substring(end + 4);
      String bytes =
          content.endsWith("\r\n") ? content.substring(0, content.length() - 2) : content;
      Matcher name = NAME.matcher(head);
      if (name.find()) {
        boolean inBase64 =
            head.toLowerCase(Locale.ROOT).contains("content-transfer-encoding: base64");
        parts.add(
            new Part(
                name.group(1),
                group(FILE.matcher(head)),
                type(head),
                inBase64 ? decoded(bytes) : bytes));
      }
    }
    return parts;
  }

  private static Optional<String> group(Matcher matcher) {
    return matcher.find() ? Optional.ofNullable(matcher.group(1)) : Optional.empty();
  }

  private static String type(String head) {
    return head.lines()
        .filter(l -> l.toLowerCase(Locale.ROOT).startsWith("content-type:"))
        .map(l -> l.substring("content-type:".length()).strip().replaceFirst(";.*", ""))
        .findFirst()
        .orElse("application/octet-stream");
  }

  private static String decoded(String base64) {
    return new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.ISO_8859_1);
  }
}
