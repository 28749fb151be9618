package io.tieout.vendor.git;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/// JGit without the settings of this machine: none of its users, proxies, rewritten addresses or
/// unchecked certificates count, and nothing is read from or written to a home directory.
final class NoSettings extends SystemReader.Delegate {
  private NoSettings(SystemReader machine) {
    super(machine);
  }

  /// For the whole process: JGit knows no narrower place.
  static synchronized void install() {
    if (!(getInstance() instanceof NoSettings)) {
      setInstance(new NoSettings(getInstance()));
    }
  }

  @Override
  public FileBasedConfig openSystemConfig(Config parent, FS fs) {
    return new Empty(parent, fs);
  }

  @Override
  public FileBasedConfig openUserConfig(Config parent, FS fs) {
    return new Empty(parent, fs);
  }

  @Override
  public FileBasedConfig openJGitConfig(Config parent, FS fs) {
    return new Empty(parent, fs);
  }

  private static final class Empty extends FileBasedConfig {
    Empty(Config parent, FS fs) {
      super(parent, new java.io.File("none"), fs);
    }

    @Override
    public void load() {
      // There is nothing to load.
    }

    @Override
    public void save() {
      // What JGit finds out about the disk is not kept.
    }

    @Override
    public boolean isOutdated() {
      return false;
    }
  }
}
