package io.tieout.sandbox.xero;

import io.tieout.sandbox.world.SandboxClock;
import io.tieout.sandbox.world.SeededCompany;
import io.tieout.sandbox.xerobooks.Profile;
import io.tieout.value.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// A stand-in filled with the seeded company, and a plain HTTP client of it.
final class Office implements AutoCloseable {
  static final Instant START = Instant.parse("2026-11-22T18:00:00Z");

  final SandboxClock clock = new SandboxClock(() -> START);
  final XeroStandIn xero;
  private final HttpClient http = HttpClient.newHttpClient();
  private String token;
  private String tenant;

  Office(Profile... profiles) {
    XeroStandIn.Options options =
        XeroStandIn.Options.of(SeededCompany.generate(7, 40, START), clock);
    xero = XeroStandIn.start(profiles.length == 0 ? options : options.with(profiles));
    token = xero.accessToken();
    tenant = xero.info().text("tenantId");
  }

  /// An answer as it came.
  record Reply(HttpResponse<byte[]> http) {
    int status() {
      return http.statusCode();
    }

    String text() {
      return new String(http.body(), StandardCharsets.UTF_8);
    }

    Json.Obj body() {
      return Json.parseObj(text());
    }

    List<Json.Obj> list(String name) {
      return body().objects(name);
    }

    Json.Obj only(String name) {
      if (list(name).size() != 1) {
        throw new AssertionError(text());
      }
      return list(name).getFirst();
    }

    /// The texts of all refusals, joined.
    String problems() {
      StringBuilder all = new StringBuilder();
      for (Json.Obj element : body().objects("Elements")) {
        element.objects("ValidationErrors").forEach(e -> all.append(e.text("Message")).append('|'));
      }
      return all.toString();
    }

    String header(String name) {
      return http.headers().firstValue(name).orElse("");
    }
  }

  Reply get(String path, String... headers) {
    return send(request(path, headers).GET());
  }

  Reply put(String path, Json body, String... headers) {
    return send(request(path, headers).PUT(BodyPublishers.ofString(body.print())));
  }

  Reply post(String path, Json body, String... headers) {
    return send(request(path, headers).POST(BodyPublishers.ofString(body.print())));
  }

  HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(xero.info().text("apiBase") + "/" + path))
            .header("Authorization", "Bearer " + token)
            .header("Accept", "application/json")
            .header("Content-Type", "application/json");
    if (!tenant.isEmpty()) {
      request.header("xero-tenant-id", tenant);
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    return request;
  }

  Reply send(HttpRequest.Builder request) {
    try {
      return new Reply(http.send(request.build(), BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// A call of the token endpoint with the app's own secret.
  Reply tokenCall(String form) {
    Json.Obj info = xero.info();
    return tokenCall(form, info.text("clientId"), info.text("clientSecret"));
  }

  Reply tokenCall(String form, String id, String secret) {
    String pair =
        Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
    return form("tokenUrl", form, "Authorization", "Basic " + pair);
  }

  Reply form(String url, String form, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(xero.info().text(url)))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  void token(String newToken) {
    token = newToken;
  }

  void tenant(String newTenant) {
    tenant = newTenant;
  }

  static String coded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /// A document; each `%s` stands for the next of the values.
  static Json.Obj json(String text, String... values) {
    String filled = text;
    for (String value : values) {
      filled = filled.replaceFirst("%s", Matcher.quoteReplacement(value));
    }
    return Json.parseObj(filled);
  }

  /// A sales invoice of one untaxed line, approved.
  static Json.Obj invoice(String contact, String amount) {
    return json(
        """
        {"Type": "ACCREC", "Status": "AUTHORISED", "Contact": {"Name": "%s"},
         "Date": "2026-11-22", "DueDate": "2026-12-22",
         "LineItems": [{"Description": "Work", "Quantity": 1, "UnitAmount": %s,
                        "AccountCode": "200", "TaxType": "NONE"}]}
        """,
        contact, amount);
  }

  /// What was saved; fails when it was refused.
  Json.Obj saved(String entity, Json.Obj document) {
    Reply reply = post(entity, document);
    if (reply.status() != 200) {
      throw new AssertionError(reply.text());
    }
    return reply.only(entity);
  }

  Json.Obj read(String entity, String id) {
    return get(entity + "/" + id).only(entity);
  }

  static Json.Obj payment(String invoiceId, String amount) {
    return json(
        """
        {"Invoice": {"InvoiceID": "%s"}, "Account": {"Code": "090"}, "Date": "2026-11-22",
         "Amount": %s}
        """,
        invoiceId, amount);
  }

  static Money money(String currency, String amount) {
    return Money.of(CurrencyUnit.of(currency), new java.math.BigDecimal(amount));
  }

  @Override
  public void close() {
    http.shutdownNow();
    xero.close();
  }
}
