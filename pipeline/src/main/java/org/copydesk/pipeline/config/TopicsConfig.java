package org.copydesk.pipeline.config;

/**
 * How topics are created.
 *
 * @param partitions of each topic; cannot change afterwards
 * @param replication copies of each partition
 */
public record TopicsConfig(int partitions, int replication) {}
