package io.tieout.vendor.xero;

import java.net.URI;
import java.util.Optional;

/// Where people open records in Xero's own pages. With the short code the page opens in the right
/// organisation, whichever the person had open before.
///
/// @param base such as `https://go.xero.com`
record Pages(URI base, Optional<String> shortCode) {
  String invoice(String id) {
    return app("invoicing/view/" + id);
  }

  String contact(String id) {
    return app("contacts/contact/" + id);
  }

  /// Credit notes still live among the older pages.
  String creditNote(String id) {
    String page = "/AccountsReceivable/ViewCreditNote.aspx?creditNoteID=" + id;
    return shortCode
        .map(code ->
            "%s/organisationlogin/default.aspx?shortcode=%s&redirecturl=%s"
                .formatted(base, code, page))
        .orElse(base + page);
  }

  private String app(String path) {
    return base + "/app/" + shortCode.map(code -> code + "/").orElse("") + path;
  }
}
