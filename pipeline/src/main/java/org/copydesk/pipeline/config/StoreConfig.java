package org.copydesk.pipeline.config;

/**
 * How articles and outcomes are stored.
 *
 * @param batchSize the most records in one database transaction
 */
public record StoreConfig(int batchSize) {}
