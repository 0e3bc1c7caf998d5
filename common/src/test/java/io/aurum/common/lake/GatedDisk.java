package io.aurum.common.lake;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.concurrent.CyclicBarrier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** The local disk as Hadoop's file contexts see it, where two renames wait for each other. */
public final class GatedDisk extends DelegateToFileSystem {
  private static final CyclicBarrier BOTH_BEFORE_THE_RENAME = new CyclicBarrier(2);

  /** Made by Hadoop. */
  public GatedDisk(URI uri, Configuration conf) throws IOException, URISyntaxException {
    super(uri, new Disk(), conf, uri.getScheme(), false);
  }

  /** What file contexts are to be made with. */
  static Configuration configuration() {
    Configuration conf = new Configuration();
    conf.set("fs.AbstractFileSystem.file.impl", GatedDisk.class.getName());
    return conf;
  }

  @Override
  public int getUriDefaultPort() {
    return -1;
  }

  private static final class Disk extends RawLocalFileSystem {
    @Override
    public boolean rename(Path from, Path to) throws IOException {
      LinkLogStoreTest.await(BOTH_BEFORE_THE_RENAME);
      return super.rename(from, to);
    }
  }
}
