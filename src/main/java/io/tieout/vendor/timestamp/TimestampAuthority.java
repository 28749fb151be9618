package io.tieout.vendor.timestamp;

import io.tieout.value.fault.Fault;
import io.tieout.value.fault.FaultException;
import io.tieout.value.json.Digest;
import io.tieout.vendor.http.Answer;
import io.tieout.vendor.http.Call;
import io.tieout.vendor.http.Outbound;
import io.tieout.vendor.http.Settings;
import io.tieout.vendor.http.StatusFaults;
import io.tieout.vendor.http.Timing;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;

/// Asks one authority for time-stamps over HTTP (RFC 3161, section 3.4).
public final class TimestampAuthority implements AutoCloseable {
  private static final String NAME = "the time-stamp authority";
  private static final String QUERY = "application/timestamp-query";

  private final URI uri;
  private final Timing timing;
  private final TimestampTrust trust;
  private final Outbound outbound;

  public TimestampAuthority(URI uri, TimestampTrust trust, Timing timing) {
    this.uri = uri;
    this.trust = trust;
    this.timing = timing;
    this.outbound =
        new Outbound(NAME, Settings.DEFAULT, timing, new StatusFaults(NAME, timing.clock()));
  }

  /// The token for the content, judged before it is given back. The authority learns only its
  /// SHA-256. Asking twice does no harm, so it counts as reading.
  public byte[] stamp(byte[] content) {
    TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
    generator.setCertReq(true);
    TimeStampRequest request =
        generator.generate(
            TSPAlgorithms.SHA256,
            HexFormat.of().parseHex(Digest.of(content).hex()),
            BigInteger.valueOf(timing.jitter().nextLong() >>> 1));
    try {
      Answer answer = outbound.send(Call.read("POST", uri, QUERY, request.getEncoded()));
      TimeStampResponse response = new TimeStampResponse(answer.body());
      response.validate(request);
      if (response.getTimeStampToken() == null) {
        throw new Fault.Refused(
                "%s at %s gave no time-stamp: %s".formatted(NAME, uri, response.getStatusString()),
                "STATUS_" + response.getStatus())
            .asException();
      }
      Timestamp.of(response.getTimeStampToken(), trust);
      return response.getTimeStampToken().getEncoded();
    } catch (IOException
        | TSPException
        | GeneralSecurityException
        | OperatorCreationException
        | IllegalArgumentException
        | IllegalStateException
        | TimestampException e) {
      throw new FaultException(
          new Fault.Broken(
              "%s at %s answered with a token that is not to be trusted: %s. Check the address, and its root certificate in the configuration"
                  .formatted(NAME, uri, e.getMessage())),
          e);
    }
  }

  @Override
  public void close() {
    outbound.close();
  }
}
