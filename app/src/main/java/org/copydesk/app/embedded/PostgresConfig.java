package org.copydesk.app.embedded;

/** The embedded server's {@code postgresql.conf}: small, on loopback, and safe against crashes. */
final class PostgresConfig {
  private PostgresConfig() {}

  static String text(int port) {
    return """
        # Written by Copydesk at every start.
        listen_addresses = '127.0.0.1'
        port = %d
        unix_socket_directories = ''
        max_connections = 40
        password_encryption = 'scram-sha-256'

        # Safety: as PostgreSQL's own defaults have it, stated so that nobody changes it by accident.
        fsync = on
        synchronous_commit = on
        full_page_writes = on

        # One small machine, no replicas.
        wal_level = minimal
        max_wal_senders = 0
        min_wal_size = '32MB'
        max_wal_size = '256MB'
        shared_buffers = '48MB'
        maintenance_work_mem = '32MB'
        huge_pages = off
        io_method = sync
        jit = off
        max_worker_processes = 2
        max_parallel_workers = 0
        max_parallel_workers_per_gather = 0
        autovacuum_max_workers = 1
        autovacuum_worker_slots = 2

        timezone = 'UTC'
        log_timezone = 'UTC'
        log_min_messages = warning
        log_min_error_statement = panic
        """
        .formatted(port);
  }
}
