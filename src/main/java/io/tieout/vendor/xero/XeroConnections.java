package io.tieout.vendor.xero;

import io.tieout.value.json.Json;
import io.tieout.vendor.http.AuthorizedOutbound;
import io.tieout.vendor.http.Call;
import io.tieout.vendor.http.Outbound;
import io.tieout.vendor.http.Settings;
import io.tieout.vendor.http.StatusFaults;
import io.tieout.vendor.http.Timing;
import java.net.URI;
import java.util.List;

/// What a consent covers: asked when a company connects, before its organisation is known.
public final class XeroConnections implements AutoCloseable {
  private final URI address;
  private final Outbound outbound;
  private final XeroTokens tokens;
  private final AuthorizedOutbound out;

  /// One organisation, or one practice, that a consent covers.
  ///
  /// @param id of the connection, by which it can be ended
  /// @param organisation whether it keeps books; a practice does not
  public record Tenant(String id, String tenantId, String name, boolean organisation) {}

  public XeroConnections(XeroAccess access, Settings http, Timing timing) {
    List<String> problems = access.problems();
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException("Xero settings: " + String.join("; ", problems));
    }
    this.address = URI.create(access.apiBase() + "/connections");
    this.tokens = XeroTokens.of(access, "the app", http, timing);
    this.outbound = new Outbound("Xero", http, timing, new StatusFaults("Xero", timing.clock()));
    this.out = new AuthorizedOutbound(outbound, tokens);
  }

  public List<Tenant> list() {
    Json answer = out.send(Call.get(address).withHeader("Accept", "application/json")).json();
    return XeroApi.reading(() ->
        answer.asList("connections").stream()
            .map(c -> c.asObj("connection"))
            .map(c ->
                new Tenant(
                    c.text("id"),
                    c.text("tenantId"),
                    Fields.text(c, "tenantName").orElse(""),
                    c.optText("tenantType").map("ORGANISATION"::equals).orElse(true)))
            .toList());
  }

  @Override
  public void close() {
    outbound.close();
    tokens.close();
  }
}
