package io.tieout.app.house;

import io.tieout.app.config.AnchorsConfig;
import io.tieout.engine.anchor.Anchor;
import io.tieout.engine.anchor.Destination;
import io.tieout.engine.anchor.SignedAnchor;
import io.tieout.fact.notice.Answer;
import io.tieout.fact.notice.Notice;
import io.tieout.vendor.git.GitBranch;
import io.tieout.vendor.http.Timing;
import io.tieout.vendor.mail.Letter;
import io.tieout.vendor.mail.Mail;
import io.tieout.vendor.timestamp.TimestampAuthority;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The places that anchors are sent to, as they are configured.
final class AnchorPosts {
  static final String SLACK = "slack";
  private static final String MAIL = "e-mail";
  private static final String GIT = "git";
  private static final int LINE = 72;

  private AnchorPosts() {}

  /// @param outbox keeps a notice until it is told
  static List<Destination> of(AnchorsConfig config, Consumer<Notice> outbox, Timing timing) {
    List<Destination> posts = new ArrayList<>();
    config.slackChannel().ifPresent(channel -> posts.add(new ToSlack(channel, outbox)));
    config
        .mail()
        .ifPresent(
            to -> posts.add(new ToMail(to.address(), new Mail(to.server(), timing.clock()))));
    config.stamps().ifPresent(stamps -> posts.add(new ToAuthority(stamps, timing)));
    config.git().ifPresent(git -> posts.add(new ToGit(new GitBranch(git, timing.clock()))));
    return List.copyOf(posts);
  }

  /// Delivered is what the outbox has taken: it goes on trying by itself.
  private record ToSlack(String channel, Consumer<Notice> outbox) implements Destination {
    @Override
    public String name() {
      return SLACK;
    }

    @Override
    public byte[] send(SignedAnchor anchor) {
      Answer answer =
          new Answer(
              List.of(
                  new Answer.Part.Paragraph("**" + title(anchor.anchor()) + "**"),
                  new Answer.Part.Paragraph(words(anchor.anchor())),
                  new Answer.Part.Paragraph(anchor.letters())),
              List.of(),
              Optional.empty());
      outbox.accept(new Notice.Reply(channel, Optional.empty(), Optional.empty(), answer));
      return channel.getBytes(StandardCharsets.UTF_8);
    }
  }

  private record ToMail(String address, Mail mail) implements Destination {
    @Override
    public String name() {
      return MAIL;
    }

    @Override
    public byte[] send(SignedAnchor anchor) {
      String letters = anchor.letters().replaceAll("(.{" + LINE + "})", "$1\n");
      Letter letter =
          new Letter(
              address,
              title(anchor.anchor()),
              words(anchor.anchor()) + "\n\n" + letters + "\n",
              new Letter.Attachment(
                  "anchor-%s.json".formatted(anchor.anchor().day()),
                  "application/json",
                  anchor.bytes()));
      return mail.send(letter).getBytes(StandardCharsets.UTF_8);
    }
  }

  /// The receipt is the token.
  private record ToAuthority(AnchorsConfig.Stamps stamps, Timing timing) implements Destination {
    @Override
    public String name() {
      return Destination.TIMESTAMP;
    }

    @Override
    public byte[] send(SignedAnchor anchor) {
      try (TimestampAuthority authority =
          new TimestampAuthority(stamps.url(), stamps.trust(), timing)) {
        return authority.stamp(anchor.bytes());
      }
    }
  }

  /// One file a day, in a folder of the installation's own. The receipt is the commit's id.
  private record ToGit(GitBranch branch) implements Destination {
    @Override
    public String name() {
      return GIT;
    }

    @Override
    public byte[] send(SignedAnchor anchor) {
      Anchor of = anchor.anchor();
      return branch
          .add(
              "%s/%s.json".formatted(of.installation(), of.day()),
              anchor.bytes(),
              title(of) + "\n\n" + words(of) + "\n")
          .getBytes(StandardCharsets.UTF_8);
    }
  }

  private static String title(Anchor anchor) {
    return "Audit chain of %s: anchor %d".formatted(anchor.day(), anchor.number());
  }

  private static String words(Anchor anchor) {
    String counts =
        anchor.counts().entrySet().stream()
            .map(count -> "%s %d".formatted(count.getKey(), count.getValue()))
            .collect(Collectors.joining(", "));
    return """
    Of Tieout %s. The chain has %d entries and ends at link %d with the hash
    %s
    Since the anchor before: %s.
    Keep this. `./tieout audit verify --anchor FILE` takes it as it is and tells whether anything was changed or cut off since.\
    """
        .formatted(
            anchor.installation(),
            anchor.entries(),
            anchor.head().seq(),
            anchor.head().hash(),
            counts.isEmpty() ? "nothing" : counts);
  }
}
