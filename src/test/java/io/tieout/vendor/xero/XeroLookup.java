package io.tieout.vendor.xero;

import io.tieout.sandbox.xero.XeroStandIn;
import io.tieout.value.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/// Looks things up in the stand-in as another app would, past the connector.
record XeroLookup(XeroStandIn standIn) {
  List<Json.Obj> hanging(String path, String name) {
    Json.Obj info = standIn.info();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(info.text("apiBase") + "/" + path))
            .header("Authorization", "Bearer " + standIn.accessToken())
            .header("xero-tenant-id", info.text("tenantId"))
            .header("Accept", "application/json")
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return Json.parseObj(client.send(request, HttpResponse.BodyHandlers.ofString()).body())
          .objects(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
