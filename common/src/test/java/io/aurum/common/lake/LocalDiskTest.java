package io.aurum.common.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("fast")
class LocalDiskTest {
  @TempDir Path folder;

  @Test
  void writesThePlainFileWithItsPermissions() throws IOException {
    Path file = folder.resolve("a/b.txt");
    var hadoopPath = new org.apache.hadoop.fs.Path(file.toUri());
    try (var disk = new LocalDisk()) {
      disk.initialize(URI.create("file:///"), new Configuration(false));
      try (var stream = disk.create(hadoopPath)) {
        stream.writeBytes("text");
      }
      disk.setPermission(hadoopPath, new FsPermission((short) 0640));

      assertThat(disk.getFileStatus(hadoopPath).getPermission().toOctal()).isEqualTo((short) 640);
    }

    assertThat(file).hasContent("text");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
    assertThat(folder.resolve("a")).isDirectoryNotContaining("glob:**.crc");
  }

  @Test
  void takesThePlaceOfACachedFileSystem() throws IOException {
    var conf = new Configuration();
    FileSystem.get(URI.create("file:///"), conf).close();
    assertThat(FileSystem.get(URI.create("file:///"), conf)).isNotInstanceOf(LocalDisk.class);

    LocalDisk.install();

    assertThat(FileSystem.get(URI.create("file:///"), conf)).isInstanceOf(LocalDisk.class);
    assertThat(FileSystem.getLocal(conf)).isInstanceOf(LocalDisk.class);
  }
}
