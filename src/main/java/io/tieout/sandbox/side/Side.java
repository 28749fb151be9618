package io.tieout.sandbox.side;

import io.tieout.sandbox.host.Courier;
import io.tieout.sandbox.host.HttpCall;
import io.tieout.sandbox.host.Weather;
import io.tieout.value.json.Json;
import java.net.URI;

/// A stand-in as whoever runs the sandbox sees it.
public interface Side extends AutoCloseable {
  /// `salesforce`, `hubspot`, `quickbooks` or `xero`.
  String system();

  /// The product's name as people write it, such as `QuickBooks`.
  String title();

  /// The address without a trailing slash.
  URI base();

  Weather weather();

  /// What a client needs to connect. Holds the stand-in's secrets: for the sandbox's info file, not
  /// for logs.
  Json.Obj info();

  /// Whether a request of a client would change something.
  boolean writes(HttpCall call);

  /// Tells the stand-in where to send what it sends: the vendor's webhooks.
  void webhooksTo(URI receiver);

  /// Carries what the stand-in sends by itself.
  Courier courier();

  /// From now on, what the stand-in sends comes twice, or once again.
  void deliverTwice(boolean twice);

  @Override
  void close();
}
