package org.copydesk.app.embedded;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.copydesk.pipeline.service.ExitCode;
import org.copydesk.pipeline.service.ServiceFailure;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The folder that holds everything the embedded broker and database keep. One process at a time has
 * it open; {@link #publish} lets the operator's commands find that process with {@link #running}.
 *
 * <p>Safe for use by several threads.
 */
public final class DataFolder implements AutoCloseable {
  private static final long LEAST_FREE_BYTES = 256L << 20;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path path;
  private final FileChannel lockFile;
  private final KeptSettings settings;

  private DataFolder(Path path, FileChannel lockFile, KeptSettings settings) {
    this.path = path;
    this.lockFile = lockFile;
    this.settings = settings;
  }

  /**
   * Creates the folder when it is missing and takes it for this process.
   *
   * @throws ServiceFailure when it cannot be written, its disk is full, or another process has it
   */
  public static DataFolder open(Path folder) {
    Path path = folder.toAbsolutePath().normalize();
    create(path);
    FileChannel lockFile = lock(path);
    try {
      checkFreeSpace(path);
      Files.deleteIfExists(instanceFile(path));
      return new DataFolder(path, lockFile, KeptSettings.load(path.resolve("kept.properties")));
    } catch (IOException e) {
      closeQuietly(lockFile, e);
      throw notWritable(path, e);
    } catch (ServiceFailure e) {
      closeQuietly(lockFile, e);
      throw e;
    }
  }

  /** What runs in this folder now; empty when nothing does, whatever an earlier run left there. */
  public static Optional<Instance> running(Path folder) {
    return readInstance(folder).filter(Instance::isRunning);
  }

  /** The folder, absolute. */
  public Path path() {
    return path;
  }

  /** Writes where everything is, readable by the folder's owner alone. */
  public void publish(Instance instance) {
    try {
      PrivateFiles.write(instanceFile(path), JSON.writeValueAsBytes(instance));
    } catch (IOException e) {
      throw notWritable(path, e);
    }
  }

  /** Removes what {@link #publish} wrote and lets another process have the folder. */
  @Override
  public void close() {
    try (lockFile) {
      if (lockFile.isOpen()) {
        Files.deleteIfExists(instanceFile(path));
      }
    } catch (IOException e) {
      throw notWritable(path, e);
    }
  }

  KeptSettings settings() {
    return settings;
  }

  private static void create(Path path) {
    try {
      if (!Files.isDirectory(path)) {
        PrivateFiles.createDirectories(path);
      }
    } catch (FileAlreadyExistsException e) {
      throw new ServiceFailure(
          ExitCode.CANNOT_CREATE,
          "The data folder " + path + " cannot be made: " + e.getFile() + " is not a folder.",
          e);
    } catch (IOException e) {
      throw notWritable(path, e);
    }
  }

  private static FileChannel lock(Path path) {
    FileChannel channel;
    try {
      channel = FileChannel.open(path.resolve("lock"), CREATE, WRITE);
    } catch (IOException e) {
      throw notWritable(path, e);
    }
    try {
      if (tryLock(channel) != null) {
        return channel;
      }
      channel.close();
    } catch (IOException e) {
      throw notWritable(path, e);
    }
    throw locked(path);
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  private static void checkFreeSpace(Path path) throws IOException {
    long free = Files.getFileStore(path).getUsableSpace();
    if (free < LEAST_FREE_BYTES) {
      throw new ServiceFailure(
          ExitCode.CANNOT_CREATE,
          "The disk of the data folder %s has %d MiB free; at least %d are needed."
              .formatted(path, free >> 20, LEAST_FREE_BYTES >> 20));
    }
  }

  private static Optional<Instance> readInstance(Path folder) {
    try {
      byte[] json = Files.readAllBytes(instanceFile(folder));
      return Optional.of(JSON.readValue(json, Instance.class));
    } catch (NoSuchFileException | JacksonException nothingThere) {
      return Optional.empty();
    } catch (IOException e) {
      throw new ServiceFailure(
          ExitCode.CANNOT_CREATE,
          "The data folder " + folder + " cannot be read: " + Sentences.of(e) + ".",
          e);
    }
  }

  private static Path instanceFile(Path folder) {
    return folder.resolve("instance.json");
  }

  private static ServiceFailure locked(Path path) {
    String owner =
        running(path).map(instance -> "process " + instance.pid()).orElse("another process");
    return new ServiceFailure(
        ExitCode.SYSTEM,
        "The data folder %s is in use by %s; stop that one or choose another folder with --data."
            .formatted(path, owner));
  }

  private static ServiceFailure notWritable(Path path, IOException cause) {
    return new ServiceFailure(
        ExitCode.CANNOT_CREATE,
        "The data folder " + path + " cannot be written: " + Sentences.of(cause) + ".",
        cause);
  }

  private static void closeQuietly(FileChannel channel, Exception reason) {
    try {
      channel.close();
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }
}
