package io.tieout.app.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.value.json.Json;
import io.tieout.vendor.hubspot.HubSpotScopes;
import io.tieout.vendor.quickbooks.QuickBooksApp;
import io.tieout.vendor.xero.XeroAccess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is asked for at a vendor is what `manifest/` tells administrators, and what the stand-ins
/// know.
class ScopesTest {
  private static final Path MANIFEST = Path.of("manifest/README.md");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[^|]+`) \\| [^|]+ \\|$");
  private static final Pattern NAME = Pattern.compile("`([a-z._]+)`");

  @TempDir private Path folder;

  @Test
  void the_manifest_lists_hubspot_s_and_no_other() throws IOException {
    assertThat(listed("HubSpot")).containsExactlyInAnyOrderElementsOf(HubSpotScopes.ALL);
  }

  @Test
  void the_manifest_lists_xero_s_and_no_other() throws IOException {
    assertThat(listed("Xero")).containsExactlyInAnyOrderElementsOf(XeroAccess.CONSENT_SCOPES);
    assertThat(XeroAccess.CONSENT_SCOPES).containsAll(XeroAccess.SCOPES).hasSize(6);
  }

  @Test
  void the_manifest_names_quickbooks_one_scope() throws IOException {
    Matcher named =
        Pattern.compile("`(com\\.intuit\\.[a-z.]+)`").matcher(section("QuickBooks Online"));
    List<String> found = new ArrayList<>();
    while (named.find()) {
      found.add(named.group(1));
    }
    assertThat(found).containsExactlyElementsOf(QuickBooksApp.SCOPES);
  }

  @Test
  void the_connect_page_and_the_vendor_s_page_show_what_is_asked_for() {
    try (ThreeVendors vendors = new ThreeVendors(folder)) {
      ConnectStage.Admin admin = vendors.stage.admin();
      String ours = admin.open("/connect").body();
      for (String key : ThreeVendors.ALL) {
        Connectable connectable = vendors.stage.connectable(key);
        URI asked = admin.begin(key);
        VendorPage page = new VendorPage(vendors.stage.client, asked);
        assertThat(page.status()).as("known to the stand-in").isEqualTo(200);
        for (String scope : connectable.scopes()) {
          assertThat(ours).contains("<code>" + scope + "</code>");
          assertThat(page.text()).contains("<li>" + scope + "</li>");
        }
      }
    }
  }

  @Test
  void what_an_answer_says_of_scopes_is_read_in_both_shapes() {
    Connectable xero = ConnectPageTest.xero("uk");
    String all = String.join(" ", xero.scopes());
    assertThat(missing(xero, Json.object().put("scope", all + " openid").build())).isEmpty();
    assertThat(missing(xero, Json.object().put("scopes", Json.texts(xero.scopes())).build()))
        .isEmpty();
    assertThat(missing(xero, Json.object().build())).as("nothing is said").isEmpty();
    assertThat(
            missing(
                xero, Json.object().put("scope", all.replace("accounting.contacts", "")).build()))
        .containsExactly("accounting.contacts");
    assertThat(missing(xero, Json.object().put("scopes", Json.texts(List.of())).build()))
        .containsExactlyElementsOf(xero.scopes());
  }

  private static List<String> missing(Connectable connectable, Json.Obj answer) {
    return GrantedScopes.missing(connectable, answer);
  }

  private static List<String> listed(String vendor) throws IOException {
    List<String> scopes = new ArrayList<>();
    Matcher row = ROW.matcher(section(vendor));
    while (row.find()) {
      Matcher name = NAME.matcher(row.group(1));
      while (name.find()) {
        scopes.add(name.group(1));
      }
    }
    return scopes;
  }

  private static String section(String title) throws IOException {
    String all = Files.readString(MANIFEST);
    int start = all.indexOf("\n## " + title + "\n");
    assertThat(start).as(title).isPositive();
    int end = all.indexOf("\n## ", start + 1);
    return all.substring(start, end < 0 ? all.length() : end);
  }
}
