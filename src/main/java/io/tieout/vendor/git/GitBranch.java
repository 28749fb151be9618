package io.tieout.vendor.git;

import io.tieout.value.fault.Fault;
import io.tieout.value.fault.FaultException;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.TransportCommand;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.errors.UnsupportedCredentialItem;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.EmptyProgressMonitor;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.CredentialItem;
import org.eclipse.jgit.transport.PushResult;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.util.FS;

/// Adds files to one branch, each by a commit of its own. The branch is fetched into memory, and
/// the commit is pushed without force: what others pushed meanwhile stays.
public final class GitBranch {
  /// For each piece of an answer.
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// For all of a fetch or a push: a server may let pieces drip for ever.
  private static final Duration AT_MOST = Duration.ofMinutes(5);

  /// How often others may be faster.
  private static final int ATTEMPTS = 4;

  private final GitSettings settings;
  private final InstantSource clock;
  private final String ref;
  private final Duration atMost;

  public GitBranch(GitSettings settings, InstantSource clock) {
    this(settings, clock, AT_MOST);
  }

  /// @param atMost how long a fetch or a push may take, in real time
  GitBranch(GitSettings settings, InstantSource clock, Duration atMost) {
    this.settings = settings;
    this.clock = clock;
    this.atMost = atMost;
    this.ref = Constants.R_HEADS + settings.branch();
    NoSettings.install();
  }

  /// Commits the file and gives the id of the commit that holds it. A file that is there with the
  /// same content is left alone; one with another content is never rewritten, which is a fault.
  public String add(String path, byte[] content, String message) {
    for (int i = 0; i < ATTEMPTS; i++) {
      Optional<String> commit = attempt(path, content, message);
      if (commit.isPresent()) {
        return commit.get();
      }
    }
    throw new Fault.Transient(
            "%s moved on %d times while %s was pushed".formatted(place(), ATTEMPTS, path))
        .asException();
  }

  /// Empty when somebody else pushed in between.
  private Optional<String> attempt(String path, byte[] content, String message) {
    try (InMemoryRepository memory = memory()) {
      // A log-in is not sent on to where a server points.
      memory.getConfig().setString("http", null, "followRedirects", "false");
      Git git = new Git(memory);
      Optional<ObjectId> tip = fetched(git, memory);
      if (tip.isPresent() && there(memory, tip.get(), path, content)) {
        return tip.map(ObjectId::getName);
      }
      ObjectId commit = committed(memory, tip, new Entry(path, content), message);
      return pushed(git, tip, commit) ? Optional.of(commit.getName()) : Optional.empty();
    } catch (GitAPIException | IOException e) {
      throw new FaultException(
          new Fault.Transient(
              "%s cannot be reached or written to: %s".formatted(place(), reason(e))),
          e);
    }
  }

  private static InMemoryRepository memory() throws IOException {
    return new InMemoryRepository.Builder()
        .setRepositoryDescription(new DfsRepositoryDescription("anchors"))
        .setFS(FS.DETECTED)
        .build();
  }

  private record Entry(String path, byte[] content) {}

  private Optional<ObjectId> fetched(Git git, Repository memory)
      throws GitAPIException, IOException {
    if (tip(git).isEmpty()) {
      return Optional.empty();
    }
    with(git.fetch().setRemote(url()).setRefSpecs(new RefSpec(ref + ":" + ref)))
        .setProgressMonitor(new Within(atMost))
        .call();
    return Optional.ofNullable(memory.resolve(ref));
  }

  /// Where the branch stands there.
  private Optional<ObjectId> tip(Git git) throws GitAPIException {
    return with(git.lsRemote().setRemote(url()).setHeads(true)).call().stream()
        .filter(found -> found.getName().equals(ref))
        .map(Ref::getObjectId)
        .findFirst();
  }

  private boolean there(Repository memory, ObjectId tip, String path, byte[] content)
      throws IOException {
    try (RevWalk walk = new RevWalk(memory)) {
      RevCommit commit = walk.parseCommit(tip);
      try (TreeWalk file = TreeWalk.forPath(memory, path, commit.getTree())) {
        if (file == null) {
          return false;
        }
        if (!Arrays.equals(memory.open(file.getObjectId(0)).getBytes(), content)) {
          throw new Fault.Broken(
                  "%s holds another %s than the one to be sent; it is not rewritten. Look who committed it"
                      .formatted(place(), path))
              .asException();
        }
        return true;
      }
    }
  }

  private ObjectId committed(Repository memory, Optional<ObjectId> tip, Entry entry, String message)
      throws IOException {
    try (ObjectInserter objects = memory.newObjectInserter();
        RevWalk walk = new RevWalk(memory)) {
      DirCache index = DirCache.newInCore();
      DirCacheBuilder builder = index.builder();
      if (tip.isPresent()) {
        try (ObjectReader reader = memory.newObjectReader()) {
          builder.addTree(new byte[0], 0, reader, walk.parseCommit(tip.get()).getTree());
        }
      }
      DirCacheEntry file = new DirCacheEntry(entry.path());
      file.setFileMode(FileMode.REGULAR_FILE);
      file.setObjectId(objects.insert(Constants.OBJ_BLOB, entry.content()));
      builder.add(file);
      builder.finish();
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(index.writeTree(objects));
      tip.ifPresent(commit::setParentId);
      PersonIdent author =
          new PersonIdent("Tieout", "tieout@localhost", clock.instant(), ZoneOffset.UTC);
      commit.setAuthor(author);
      commit.setCommitter(author);
      commit.setMessage(message);
      ObjectId id = objects.insert(commit);
      objects.flush();
      return id;
    }
  }

  /// False when somebody else was faster: servers have many words for that, so the branch is looked
  /// at again.
  private boolean pushed(Git git, Optional<ObjectId> tip, ObjectId commit) throws GitAPIException {
    Iterable<PushResult> results =
        with(git.push().setRemote(url()).setRefSpecs(new RefSpec(commit.getName() + ":" + ref)))
            .setProgressMonitor(new Within(atMost))
            .call();
    for (PushResult result : results) {
      RemoteRefUpdate update = result.getRemoteUpdate(ref);
      if (update != null) {
        boolean taken =
            switch (update.getStatus()) {
              case OK, UP_TO_DATE -> true;
              case REJECTED_NONFASTFORWARD,
                  REJECTED_REMOTE_CHANGED,
                  REJECTED_OTHER_REASON,
                  REJECTED_NODELETE,
                  NOT_ATTEMPTED,
                  NON_EXISTING,
                  AWAITING_REPORT ->
                  false;
            };
        if (!taken && tip(git).equals(tip)) {
          throw refused(update, result.getMessages());
        }
        return taken;
      }
    }
    throw new Fault.Transient(place() + " did not say whether it took the commit").asException();
  }

  private FaultException refused(RemoteRefUpdate update, String messages) {
    String why = Optional.ofNullable(update.getMessage()).orElse(update.getStatus().name());
    return new Fault.Refused(
            "%s refused the commit: %s".formatted(place(), masked(oneLine(why + " " + messages))),
            update.getStatus().name())
        .asException();
  }

  private <C extends TransportCommand<C, ?>> C with(C command) {
    command.setTimeout((int) PATIENCE.toSeconds());
    settings.login().ifPresent(login -> command.setCredentialsProvider(new OneServer(login)));
    return command;
  }

  private String url() {
    return settings.url().toString();
  }

  private String place() {
    return "the branch %s of %s".formatted(settings.branch(), settings.url());
  }

  /// The innermost reason says most.
  private String reason(Exception e) {
    Throwable at = e;
    while (at.getCause() != null) {
      at = at.getCause();
    }
    return masked(oneLine(String.valueOf(at.getMessage())));
  }

  private String masked(String text) {
    return settings
        .login()
        .map(login -> text.replace(login.token().reveal(), "********"))
        .orElse(text);
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }

  /// Breaks off what takes longer.
  private static final class Within extends EmptyProgressMonitor {
    private final long end;

    Within(Duration time) {
      this.end = System.nanoTime() + time.toNanos();
    }

    @Override
    public boolean isCancelled() {
      return System.nanoTime() - end >= 0;
    }
  }

  /// The log-in is for the configured server alone.
  private final class OneServer extends UsernamePasswordCredentialsProvider {
    OneServer(GitSettings.Login login) {
      super(login.user(), login.token().reveal());
    }

    @Override
    public boolean get(URIish uri, CredentialItem... items) throws UnsupportedCredentialItem {
      return settings.url().getHost() != null
          && settings.url().getHost().equals(uri.getHost())
          && settings.url().getPort() == uri.getPort()
          && super.get(uri, items);
    }
  }
}
