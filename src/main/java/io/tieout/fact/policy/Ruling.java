package io.tieout.fact.policy;

import io.tieout.fact.party.Role;
import java.util.List;

/// What policy says of a proposal, with the rules that said it.
public sealed interface Ruling {
  String policyVersion();

  List<RuleHit> because();

  /// Do it without asking.
  record Proceed(String policyVersion, List<RuleHit> because) implements Ruling {
    public Proceed {
      because = List.copyOf(because);
    }
  }

  /// Ask people first.
  ///
  /// @param layers who must approve, one after the other; with none nobody can, and it expires
  /// @param deadline how long each layer has, and its backups once more; after that the request has
  ///   expired and nothing is done
  record Ask(
      String policyVersion,
      List<RuleHit> because,
      List<Layer> layers,
      Allowance deadline,
      List<Backup> backups,
      Care care)
      implements Ruling {
    public Ask {
      because = List.copyOf(because);
      layers = List.copyOf(layers);
      backups = List.copyOf(backups);
    }
  }

  /// Never do it.
  record Refuse(String policyVersion, List<RuleHit> because) implements Ruling {
    public Refuse {
      because = List.copyOf(because);
    }
  }

  /// Who decides when the holders of a role did not in time.
  record Backup(Role of, Role by) {}

  /// How a decision is taken.
  ///
  /// @param stepUp the approver types the amount
  /// @param batch it may be decided together with others
  /// @param onePerson requester, editor and approver may be one person, as the company has said
  record Care(boolean stepUp, boolean batch, boolean onePerson) {
    public static final Care USUAL = new Care(false, false, false);
  }

  /// A rule that applied.
  ///
  /// @param sentence why, in words for people, with the values that made it apply
  record RuleHit(String ruleId, String sentence) {}
}
