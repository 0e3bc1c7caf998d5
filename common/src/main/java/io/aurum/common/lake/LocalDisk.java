package io.aurum.common.lake;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * The local disk for Hadoop's interface: no checksum file beside every file (DuckDB and people read
 * these folders), and no process per file. Without its native library Hadoop starts {@code chmod}
 * for every file and folder it makes, about ten times per write of a table and 5 ms each.
 *
 * <p>Set by {@code spark.hadoop.fs.file.impl}.
 */
public final class LocalDisk extends RawLocalFileSystem {
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
    Files.setPosixFilePermissions(pathToFile(path).toPath(), PosixFilePermissions.fromString(mode));
  }
}
