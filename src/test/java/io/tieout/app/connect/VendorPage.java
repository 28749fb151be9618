package io.tieout.app.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A vendor's page of consent as a browser has it: what is in its form is sent back with it.
final class VendorPage {
  private static final Pattern FIELD =
      Pattern.compile("<input type=\"(hidden|checkbox)\" name=\"([^\"]+)\" value=\"([^\"]*)\"");

  private final HttpClient client;
  private final URI address;
  private final HttpResponse<String> page;

  VendorPage(HttpClient client, URI address) {
    this.client = client;
    this.address = address;
    this.page = send(HttpRequest.newBuilder(address).build());
  }

  int status() {
    return page.statusCode();
  }

  String text() {
    return page.body();
  }

  /// Says yes, to every account there is to choose from.
  URI allow() {
    return page.statusCode() == 302 ? ConnectStage.location(page) : answered("allow", accounts());
  }

  /// Says yes to these accounts alone.
  URI allow(List<String> accounts) {
    assertThat(accounts()).containsAll(accounts);
    return answered("allow", accounts);
  }

  URI deny() {
    return answered("deny", List.of());
  }

  private List<String> accounts() {
    return fields("checkbox").stream().map(field -> field[1]).toList();
  }

  private URI answered(String decision, List<String> accounts) {
    assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
    List<String> form = new ArrayList<>();
    fields("hidden").forEach(field -> form.add(pair(field[0], field[1])));
    accounts.forEach(account -> form.add(pair("account", account)));
    form.add(pair("decision", decision));
    // Without the query, so that nothing but the form is sent.
    URI target = URI.create(address.toString().replaceAll("\\?.*", ""));
    return ConnectStage.location(
        send(
            HttpRequest.newBuilder(target)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(String.join("&", form)))
                .build()));
  }

  private List<String[]> fields(String type) {
    Matcher matcher = FIELD.matcher(page.body());
    List<String[]> found = new ArrayList<>();
    while (matcher.find()) {
      if (matcher.group(1).equals(type)) {
        found.add(new String[] {matcher.group(2), matcher.group(3).replace("&amp;", "&")});
      }
    }
    return found;
  }

  private static String pair(String name, String value) {
    return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
