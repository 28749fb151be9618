package io.tieout.vendor.hubspot;

import io.tieout.fact.party.Document;
import io.tieout.value.fault.Fault;
import io.tieout.vendor.http.Answer;
import io.tieout.vendor.http.Call;
import io.tieout.vendor.http.Outbound;
import io.tieout.vendor.http.StatusFaults;
import io.tieout.vendor.http.Timing;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/// Downloads quotes' PDFs. Their links lead to other hosts, so our token stays at home: nothing but
/// the bare address is sent. Redirects are followed a few times, over https alone.
final class QuoteFiles implements AutoCloseable {
  private static final Set<Integer> MOVED = Set.of(301, 302, 303, 307, 308);
  private static final int HOPS = 4;
  private static final String PDF = "application/pdf";

  private final HubSpotQuotes quotes;
  private final boolean loopback;
  private final Outbound out;

  QuoteFiles(HubSpotQuotes quotes, HubSpotSettings settings, Timing timing) {
    this.quotes = quotes;
    this.loopback = "http".equals(settings.apiBase().getScheme());
    StatusFaults byStatus = new StatusFaults("HubSpot's file store", timing.clock());
    this.out =
        new Outbound(
            "HubSpot's file store",
            settings.http(),
            timing,
            (call, answer) ->
                MOVED.contains(answer.status()) ? Optional.empty() : byStatus.fault(call, answer));
  }

  Document document(String quoteId) {
    Row row =
        quotes
            .row(quoteId)
            .orElseThrow(() -> refused("has no quote %s".formatted(quoteId), "NOT_FOUND"));
    String link =
        row.text(HubSpotQuotes.PDF_LINK)
            .orElseThrow(
                () -> refused("quote %s has no PDF; publish it".formatted(quoteId), "NO_PDF"));
    Answer answer = fetched(URI.create(link));
    byte[] content = answer.body();
    if (content.length < 5 || !answer.text().startsWith("%PDF-")) {
      throw new Fault.Broken(
              "HubSpot: what the link of quote %s leads to is no PDF (%s)"
                  .formatted(quoteId, answer.header("Content-Type").orElse("no type")))
          .asException();
    }
    String name = row.text("hs_quote_number").or(() -> row.text("hs_title")).orElse(quoteId);
    return new Document("Quote " + name + ".pdf", PDF, content);
  }

  @Override
  public void close() {
    out.close();
  }

  private Answer fetched(URI first) {
    URI uri = first;
    for (int hop = 0; hop < HOPS; hop++) {
      Answer answer = out.send(Call.get(safe(uri)));
      if (!MOVED.contains(answer.status())) {
        return answer;
      }
      uri =
          uri.resolve(
              answer
                  .header("Location")
                  .orElseThrow(() -> refused("a PDF moved to nowhere", "PDF")));
    }
    throw refused("a PDF's address leads on and on", "PDF");
  }

  /// The link comes from a record, so it is not trusted to lead into this network.
  private URI safe(URI uri) {
    boolean https = "https".equals(uri.getScheme()) && uri.getHost() != null;
    boolean here = loopback && "http".equals(uri.getScheme()) && "127.0.0.1".equals(uri.getHost());
    boolean literal =
        uri.getHost() != null && (uri.getHost().matches("[\\d.]+") || uri.getHost().contains(":"));
    if (!here && (!https || literal || uri.getHost().equals("localhost"))) {
      throw refused("a PDF's address is no public https address", "PDF");
    }
    return uri;
  }

  private static RuntimeException refused(String why, String code) {
    return new Fault.Refused("HubSpot: " + why, code).asException();
  }
}
