package io.tieout.vendor.git;

import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.sandbox.host.HttpCall;
import io.tieout.sandbox.host.LoopbackServer;
import io.tieout.sandbox.host.Weather;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;
import org.eclipse.jgit.treewalk.TreeWalk;

/// A bare repository on disk, served as well over git's smart HTTP to whoever has the token.
public final class GitHost implements AutoCloseable {
  public static final String TOKEN = "ghp_0123456789secret";
  private static final String USER = "x-access-token";

  private final Path folder;
  private final Repository repository;
  private final LoopbackServer server;
  private final AtomicReference<Mood> mood = new AtomicReference<>(Mood.OPEN);
  private final AtomicReference<Optional<Runnable>> meanwhile =
      new AtomicReference<>(Optional.empty());

  /// How it takes a push.
  public enum Mood {
    OPEN,
    /// As a branch that is protected.
    PROTECTED
  }

  public GitHost(Path folder) throws GitAPIException {
    this.folder = folder;
    this.repository = Git.init().setBare(true).setDirectory(folder.toFile()).call().getRepository();
    this.server =
        LoopbackServer.start("git", 0, this::answer, new Weather(), () -> HttpAnswer.empty(429));
  }

  public URI onDisk() {
    return folder.toUri();
  }

  public URI overHttp() {
    return URI.create(server.base() + "/audit.git");
  }

  public void become(Mood other) {
    mood.set(other);
  }

  /// Something that happens between the next fetch and its push.
  public void meanwhile(Runnable deed) {
    meanwhile.set(Optional.of(deed));
  }

  /// The commits of a branch, newest first.
  public List<RevCommit> commits(String branch) throws IOException, GitAPIException {
    ObjectId tip = repository.resolve("refs/heads/" + branch);
    List<RevCommit> commits = new ArrayList<>();
    if (tip != null) {
      new Git(repository).log().add(tip).call().forEach(commits::add);
    }
    return commits;
  }

  /// A file of a commit.
  public byte[] file(RevCommit commit, String path) throws IOException {
    try (TreeWalk walk = TreeWalk.forPath(repository, path, commit.getTree())) {
      if (walk == null) {
        throw new IllegalArgumentException("no " + path);
      }
      return repository.open(walk.getObjectId(0)).getBytes();
    }
  }

  @Override
  public void close() {
    server.close();
    repository.close();
  }

  private HttpAnswer answer(HttpCall call) {
    String basic =
        Base64.getEncoder().encodeToString((USER + ":" + TOKEN).getBytes(StandardCharsets.UTF_8));
    if (call.header("Authorization").filter(("Basic " + basic)::equals).isEmpty()) {
      return HttpAnswer.empty(401).withHeader("WWW-Authenticate", "Basic realm=\"git\"");
    }
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      String service = call.param("service").orElse(call.path().substring("/audit.git/".length()));
      if (call.is("GET", "/audit.git/info/refs")) {
        advertise(service, out);
        return answer(service, "advertisement", out);
      }
      if (service.equals("git-upload-pack")) {
        UploadPack upload = new UploadPack(repository);
        upload.setBiDirectionalPipe(false);
        upload.upload(new ByteArrayInputStream(call.body()), out, null);
      } else {
        receiver().receive(new ByteArrayInputStream(call.body()), out, null);
      }
      return answer(service, "result", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void advertise(String service, ByteArrayOutputStream out) throws IOException {
    PacketLineOut lines = new PacketLineOut(out);
    lines.writeString("# service=" + service + "\n");
    lines.end();
    if (service.equals("git-upload-pack")) {
      UploadPack upload = new UploadPack(repository);
      upload.setBiDirectionalPipe(false);
      upload.sendAdvertisedRefs(new PacketLineOutRefAdvertiser(lines));
    } else {
      receiver().sendAdvertisedRefs(new PacketLineOutRefAdvertiser(lines));
      meanwhile.getAndSet(Optional.empty()).ifPresent(Runnable::run);
    }
  }

  private ReceivePack receiver() {
    ReceivePack receive = new ReceivePack(repository);
    receive.setBiDirectionalPipe(false);
    receive.setPreReceiveHook((_, commands) -> {
      if (mood.get() == Mood.PROTECTED) {
        commands.forEach(command ->
            command.setResult(
                org.eclipse.jgit.transport.ReceiveCommand.Result.REJECTED_OTHER_REASON,
                "protected branch hook declined"));
      }
    });
    return receive;
  }

  private static HttpAnswer answer(String service, String kind, ByteArrayOutputStream out) {
    return HttpAnswer.of(200, "application/x-%s-%s".formatted(service, kind), out.toByteArray());
  }
}
