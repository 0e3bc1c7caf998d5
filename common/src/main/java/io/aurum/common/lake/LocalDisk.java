package io.aurum.common.lake;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * The local disk for Hadoop's interface: no checksum file beside every file (DuckDB and people read
 * these folders), and no process per file. Without its native library Hadoop starts {@code chmod}
 * for every file and folder it makes, about ten times per write of a table and 5 ms each.
 *
 * <p>Still a {@link LocalFileSystem}, which the connectors of cloud stores want to buffer in.
 *
 * <p>Set by {@code spark.hadoop.fs.file.impl}.
 */
public final class LocalDisk extends LocalFileSystem {
  static final String SETTING = "fs.file.impl";

  public LocalDisk() {
    super(new WithoutProcesses());
    setWriteChecksum(false);
    setVerifyChecksum(false);
  }

  /**
   * Makes this the local file system of the process, in the place of one that Hadoop may have
   * cached before the session's settings were known ({@code spark-submit} looks at jars with it).
   */
  static void install() throws IOException {
    var conf = new Configuration();
    conf.set(SETTING, LocalDisk.class.getName());
    var local = URI.create("file:///");
    FileSystem cached = FileSystem.get(local, conf);
    if (!(cached instanceof LocalDisk)) {
      cached.close();
      FileSystem.get(local, conf);
    }
  }

  /** Sets permissions by a call instead of a process. */
  private static final class WithoutProcesses extends RawLocalFileSystem {
    private static final boolean POSIX =
        FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    @Override
    public void setPermission(Path path, FsPermission permission) throws IOException {
      if (!POSIX || permission.getStickyBit()) {
        super.setPermission(path, permission);
        return;
      }
      String mode =
          permission.getUserAction().SYMBOL
              + permission.getGroupAction().SYMBOL
              + permission.getOtherAction().SYMBOL;
      Files.setPosixFilePermissions(
          pathToFile(path).toPath(), PosixFilePermissions.fromString(mode));
    }
  }
}
