package io.tieout.sandbox.pubsub;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/// An error of the vendor's: a gRPC status, and a code in the trailer `error-code`.
public enum PubSubTrouble {
  REPLAY_ID_CORRUPTED(Status.Code.INVALID_ARGUMENT, "subscription.fetch.replayid.corrupted"),
  REPLAY_ID_INVALID(Status.Code.INVALID_ARGUMENT, "subscription.fetch.replayid.validation.failed"),
  AUTH_ERROR(Status.Code.UNAUTHENTICATED, "service.auth.error"),
  AUTH_HEADERS_INVALID(Status.Code.UNAUTHENTICATED, "service.auth.headers.invalid"),
  TOPIC_NOT_FOUND(Status.Code.NOT_FOUND, "topic.not.found"),
  CANNOT_SUBSCRIBE(Status.Code.PERMISSION_DENIED, "subscription.topic.cannot.subscribe"),
  ALLOCATION_USED_UP(Status.Code.RESOURCE_EXHAUSTED, "subscription.limit.exceeded"),
  FETCH_OVERFLOW(Status.Code.RESOURCE_EXHAUSTED, "subscription.fetch.overflow"),
  TOO_MANY_CLIENTS(Status.Code.RESOURCE_EXHAUSTED, "concurrent.client.limit.exceeded"),
  UNAVAILABLE(Status.Code.UNAVAILABLE, "service.unavailable"),
  /// The vendor has several that begin with `service.protection.`; the last word is not the
  /// vendor's.
  PROTECTION(Status.Code.RESOURCE_EXHAUSTED, "service.protection.sandbox");

  private static final Metadata.Key<String> ERROR_CODE =
      Metadata.Key.of("error-code", Metadata.ASCII_STRING_MARSHALLER);
  private static final Metadata.Key<String> RPC_ID =
      Metadata.Key.of("rpc-id", Metadata.ASCII_STRING_MARSHALLER);

  private final Status.Code status;
  private final String code;

  PubSubTrouble(Status.Code status, String code) {
    this.status = status;
    this.code = code;
  }

  /// As in the trailer, without what all codes begin with.
  String code() {
    return code;
  }

  /// What a call ends with.
  ///
  /// @param rpcId the number of the call, which the vendor repeats in message and trailers
  StatusRuntimeException asError(String words, String rpcId) {
    return status(words, rpcId).asRuntimeException(trailers(rpcId));
  }

  Status status(String words, String rpcId) {
    return status.toStatus().withDescription("%s rpcId: %s".formatted(words, rpcId));
  }

  Metadata trailers(String rpcId) {
    Metadata trailers = new Metadata();
    trailers.put(ERROR_CODE, "sfdc.platform.eventbus.grpc." + code);
    trailers.put(RPC_ID, rpcId);
    return trailers;
  }
}
