package io.tieout.sandbox.pubsub;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Lets in who names a session of the Salesforce stand-in, its address and its organisation.
final class Gate implements ServerInterceptor {
  /// The session's token of the call that runs.
  static final Context.Key<String> TOKEN = Context.key("token");

  private final String organizationId;
  private final String instance;
  private final Predicate<String> session;
  private final Supplier<String> rpcIds;

  Gate(String organizationId, String instance, Predicate<String> session, Supplier<String> rpcIds) {
    this.organizationId = organizationId;
    this.instance = instance;
    this.session = session;
    this.rpcIds = rpcIds;
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    Optional<String> token = header(headers, "accesstoken");
    Optional<String> to = header(headers, "instanceurl");
    Optional<String> tenant = header(headers, "tenantid");
    if (token.isEmpty() || to.isEmpty() || tenant.isEmpty()) {
      return refuse(
          call,
          PubSubTrouble.AUTH_HEADERS_INVALID,
          "The headers accesstoken, instanceurl and tenantid are needed.");
    }
    if (!to.get().replaceAll("/+$", "").equals(instance) || !tenant.get().equals(organizationId)) {
      return refuse(call, PubSubTrouble.AUTH_ERROR, "The session belongs to another org.");
    }
    if (!session.test(token.get())) {
      return refuse(call, PubSubTrouble.AUTH_ERROR, "An authentication exception occurred.");
    }
    return Contexts.interceptCall(
        Context.current().withValue(TOKEN, token.get()), call, headers, next);
  }

  private <Q, A> ServerCall.Listener<Q> refuse(
      ServerCall<Q, A> call, PubSubTrouble trouble, String words) {
    String rpcId = rpcIds.get();
    call.close(trouble.status(words, rpcId), trouble.trailers(rpcId));
    return new ServerCall.Listener<>() {};
  }

  private static Optional<String> header(Metadata headers, String name) {
    return Optional.ofNullable(
        headers.get(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER)));
  }
}
