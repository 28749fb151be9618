package io.tieout.vendor.quickbooks;

import io.tieout.fact.party.Document;
import io.tieout.value.json.Digest;
import io.tieout.value.json.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The body that uploads one document and attaches it to an invoice.
///
/// The boundary is made from the content's digest: no chance is needed, and no content can hold the
/// digest of itself.
record Multipart(String contentType, byte[] bytes) {
  static Multipart of(String invoiceId, Document document) {
    String boundary = "part-" + document.digest().hex();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    part(out, boundary, "file_metadata_01", "metadata.json", "application/json; charset=UTF-8");
    write(out, metadata(invoiceId, document).print());
    part(out, boundary, "file_content_01", document.fileName(), document.contentType());
    out.writeBytes(document.content());
    write(out, "\r\n--" + boundary + "--\r\n");
    return new Multipart("multipart/form-data; boundary=" + boundary, out.toByteArray());
  }

  static Json.Obj metadata(String invoiceId, Document document) {
    Json.Obj target =
        Json.object()
            .put("EntityRef", Json.object().put("type", "Invoice").put("value", invoiceId))
            .put("IncludeOnSend", false)
            .build();
    return Json.object()
        .put("AttachableRef", List.of(target))
        .put("FileName", document.fileName())
        .put("ContentType", document.contentType())
        .build();
  }

  private static void part(
      ByteArrayOutputStream out, String boundary, String name, String fileName, String type) {
    write(
        out,
        "%s--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\nContent-Type: %s\r\n\r\n"
            .formatted(out.size() == 0 ? "" : "\r\n", boundary, name, quotable(fileName), type));
  }

  /// What would end the quotes or the line is percent-encoded, as browsers do.
  private static String quotable(String fileName) {
    return fileName.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static void write(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "multipart of %d bytes, %s".formatted(bytes.length, Digest.of(bytes).shortHex());
  }
}
