# One image for every command: docker run copydesk:0.1.0 --help
FROM maven:3.9.11-eclipse-temurin-25 AS build
WORKDIR /src
COPY . .
RUN mvn -B -ntp -Dquick -Dmaven.test.skip=true -pl app -am package

FROM eclipse-temurin:25.0.1_8-jre-noble
WORKDIR /opt/copydesk
COPY --from=build /src/copydesk ./
COPY --from=build /src/app/target/copydesk.jar ./
COPY --from=build /src/app/target/lib ./lib

# Ready means that /readyz says so; the image has no HTTP client, so bash asks.
RUN printf '%s\n' '#!/bin/bash' \
      'exec 3<>/dev/tcp/127.0.0.1/8080 || exit 1' \
      'printf "GET /readyz HTTP/1.0\r\nHost: localhost\r\n\r\n" >&3' \
      'read -r -t 5 _ status _ <&3 && [ "$status" = 200 ]' > ready \
    && chmod 755 ready copydesk \
    && useradd --uid 10001 --user-group --home-dir /var/lib/copydesk --create-home copydesk

USER 10001:10001
WORKDIR /var/lib/copydesk
ENV COPYDESK_STATUS_BIND=0.0.0.0:8080 \
    COPYDESK_LOG_FORMAT=json
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=6s --start-period=60s --retries=3 CMD ["/opt/copydesk/ready"]
ENTRYPOINT ["/opt/copydesk/copydesk"]
CMD ["--help"]
