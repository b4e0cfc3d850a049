using System.Globalization;
using System.Text.Json.Nodes;
using BedrockDefense.Tests.Athena;
using DuckDB.NET.Data;

namespace BedrockDefense.Bench.Hunting;

/// <summary>
/// What DuckDB takes for the saved query of all detections, the one that Athena gets: the table's types are given, so that it
/// need not guess, the query names the sources and names it wants first, and scans once.
/// </summary>
internal static class DuckDb
{
    // The names of the fields of a CloudTrail record that the table has, which Athena knows without case and DuckDB with it.
    private static readonly Dictionary<string, string> Names = """
        eventVersion eventTime eventSource eventName awsRegion sourceIPAddress userAgent errorCode errorMessage requestID eventID
        eventType apiVersion recipientAccountId sharedEventID vpcEndpointId vpcEndpointAccountId eventCategory
        sessionCredentialFromConsole readOnly managementEvent userIdentity type principalId arn accountId accessKeyId userName
        invokedBy identityProvider credentialId onBehalfOf userId identityStoreArn sessionContext sourceIdentity assumedRoot
        ec2RoleDelivery attributes mfaAuthenticated creationDate sessionIssuer webIdFederationData federatedProvider tlsDetails
        tlsVersion cipherSuite clientProvidedHostHeader requestParameters responseElements additionalEventData serviceEventDetails
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToDictionary(name => name.ToLowerInvariant());

    /// <param name="folder">The log files.</param>
    /// <param name="plan">The resources of the stack, as <c>plan --format json</c> lists them.</param>
    public static int Run(string folder, string plan)
    {
        var resources = JsonNode.Parse(File.ReadAllText(plan))!.AsArray();
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        Execute("SET lambda_syntax = 'ENABLE_SINGLE_ARROW'");
        foreach (var macro in TrinoOnDuckDb.Macros)
        {
            Execute(macro);
        }

        Execute("CREATE SCHEMA bedrock_defense");
        Execute(
            Table(
                Inputs("bedrock-defense-hunts", "catalogTable")["storageDescriptor"]!["columns"]!.AsArray(),
                Path.GetFullPath(folder) + "/**/*.json.gz"
            )
        );
        using var command = connection.CreateCommand();
        command.CommandText = TrinoOnDuckDb.Spell(Inputs("all-detections", "namedQuery")["query"]!.GetValue<string>());
        using var reader = command.ExecuteReader();
        var found = 0;
        while (reader.Read())
        {
            found++;
        }

        Console.WriteLine(found.ToString(CultureInfo.InvariantCulture));
        return 0;

        JsonNode Inputs(string name, string type) =>
            resources.Single(resource =>
                resource!["name"]!.GetValue<string>() == name
                && resource["type"]!
                    .GetValue<string>()
                    .StartsWith($"aws:{(type == "namedQuery" ? "athena" : "glue")}/{type}:", StringComparison.Ordinal)
            )!["inputs"]!;

        void Execute(string sql)
        {
            using var statement = connection.CreateCommand();
            statement.CommandText = sql;
            statement.ExecuteNonQuery();
        }
    }

    // Days are days of delivery, and these files were delivered now.
    private static string Table(JsonArray columns, string files)
    {
        var fields = columns
            .Select(column =>
                (
                    Name: column!["name"]!.GetValue<string>(),
                    Type: column["comment"]!.GetValue<string>() == "JSON"
                        ? "JSON"
                        : TrinoOnDuckDb.Type(column["type"]!.GetValue<string>(), name => Names[name])
                )
            )
            .ToList();
        return $$"""
            CREATE VIEW bedrock_defense.cloudtrail AS
            SELECT {{string.Join(
                ", ",
                fields.Select(field =>
                    field.Type == "JSON" ? $"CAST(record.{field.Name} AS VARCHAR) AS {field.Name}" : $"record.{field.Name} AS {field.Name}"
                )
            )}},
              record.recipientaccountid AS account, record.awsregion AS region, strftime(current_date, '%Y/%m/%d') AS day,
              filename AS "$path"
            FROM (
              SELECT unnest("Records") AS record, filename
              FROM read_json('{{files}}', format = 'unstructured', maximum_object_size = 134217728, compression = 'gzip', filename = true,
                columns = {Records: 'STRUCT({{string.Join(", ", fields.Select(field => $"\"{Names[field.Name]}\" {field.Type}"))}})[]'}))
            """;
    }
}
