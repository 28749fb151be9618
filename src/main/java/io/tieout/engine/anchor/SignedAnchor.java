package io.tieout.engine.anchor;

import io.tieout.value.json.Digest;
import io.tieout.value.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// An anchor as it is sent: readable JSON with its signature.
///
/// @param signature Ed25519 over the canonical text of the content, in base64
public record SignedAnchor(Anchor anchor, String signature) {
  private static final String CONTENT = "anchor";
  private static final String SIGNATURE = "signature";

  /// The canonical text: one line, equal for equal anchors.
  public String text() {
    return json().canonical();
  }

  /// As [#text], for time-stamps: exactly these bytes are sealed.
  public byte[] bytes() {
    return text().getBytes(StandardCharsets.UTF_8);
  }

  public Digest digest() {
    return Digest.of(bytes());
  }

  /// [#text] in letters that no chat programme changes; [Received] reads it too.
  public String letters() {
    return Received.MARK + " [" + Base64.getEncoder().encodeToString(bytes()) + "]";
  }

  /// Whether the signature fits the content and the public key in it. Whose key that is remains to
  /// be asked.
  public boolean holds() {
    return Signing.fits(anchor.publicKey(), anchor.content().canonical(), signature);
  }

  /// What is sent, as a tree.
  public Json.Obj json() {
    return Json.object().put(CONTENT, anchor.content()).put(SIGNATURE, signature).build();
  }

  /// The public key's own name, short enough for a person to compare; `./tieout audit key` tells
  /// it.
  public String keyId() {
    return Signing.idOf(anchor.publicKey());
  }

  /// Reads what [#json] gave; [IllegalArgumentException] when it is something else.
  public static SignedAnchor read(Json.Obj json) {
    return new SignedAnchor(Anchor.read(json.obj(CONTENT)), json.text(SIGNATURE));
  }

  static SignedAnchor read(String text) {
    return read(Json.parseObj(text));
  }
}
