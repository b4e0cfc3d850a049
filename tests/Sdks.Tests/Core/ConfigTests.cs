using System.Text.Json;
using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;
using Sdks.Tests.Fixtures;

namespace Sdks.Tests.Core;

[Collection(ProcessState.Name)]
public sealed class ConfigTests : IDisposable
{
    public void Dispose() => Environment.SetEnvironmentVariable("PULUMI_CONFIG", null);

    [Fact]
    public Task Values_come_from_the_variable_under_the_projects_name() =>
        WithAsync(
            """
            {"project:text":"x","project:flag":"true","project:number":"42","project:half":"0.5","other:text":"y",
            "project:config:old":"z"}
            """,
            () =>
            {
                var config = new Config();
                Assert.Equal("x", config.Require("text"));
                Assert.True(config.RequireBoolean("flag"));
                Assert.Equal(42, config.RequireInt32("number"));
                Assert.Equal(0.5, config.GetDouble("half"));
                Assert.Equal("z", config.Get("old"));
                Assert.Equal("y", new Config("other").Get("text"));
                Assert.Equal("y", new Config("other:config").Get("text"));
            }
        );

    [Fact]
    public Task Missing_values_are_null() =>
        WithAsync(
            "{}",
            () =>
            {
                var config = new Config();
                Assert.Null(config.Get("x"));
                Assert.Null(config.GetBoolean("x"));
                Assert.Null(config.GetInt32("x"));
                Assert.Null(config.GetDouble("x"));
                Assert.Null(config.GetObject<string[]>("x"));
                Assert.Null(config.GetSecret("x"));
                Assert.Null(config.GetSecretInt32("x"));
                Assert.Null(config.GetSecretObject<string[]>("x"));
            }
        );

    [Fact]
    public async Task Secrets_are_secret_outputs() =>
        await WithAsync(
            """{"project:text":"x","project:number":"1","project:list":"[\"a\"]"}""",
            async () =>
            {
                var config = new Config();
                Assert.True(await Output.IsSecretAsync(config.RequireSecret("text")));
                Assert.Equal("x", await OutputUtilities.GetValueAsync(config.RequireSecret("text")));
                Assert.Equal(1, await OutputUtilities.GetValueAsync(config.GetSecretInt32("number")!));
                Assert.Equal(["a"], await OutputUtilities.GetValueAsync(config.RequireSecretObject<string[]>("list")));
                Assert.True(await Output.IsSecretAsync(config.GetSecretObject<string[]>("list")!));
            }
        );

    [Fact]
    public Task Objects_are_json() =>
        WithAsync(
            """{"project:alerts":"[{\"endpoint\":\"a@example.org\"}]","project:exact":"{\"Endpoint\":\"x\"}"}""",
            () =>
            {
                var options = new JsonSerializerOptions { PropertyNameCaseInsensitive = true };
                Assert.Equal("a@example.org", Assert.Single(new Config().RequireObject<Alert[]>("alerts", options)).Endpoint);
                Assert.Equal("x", new Config().GetObject<Alert>("exact")!.Endpoint);
            }
        );

    [Theory]
    [InlineData("text")]
    [InlineData("flag")]
    [InlineData("number")]
    [InlineData("list")]
    public async Task A_missing_or_malformed_required_value_fails_the_run_and_names_the_full_key(string key)
    {
        Action<Config> read = key switch
        {
            "text" => config => config.Require(key),
            "flag" => config => config.RequireBoolean(key),
            "number" => config => config.RequireInt32(key),
            _ => config => config.RequireObject<string[]>(key),
        };
        var missing = await Assert.ThrowsAnyAsync<RunException>(() => WithAsync("{}", () => read(new Config())));
        Assert.Contains($"project:{key}", missing.Message, StringComparison.Ordinal);
        if (key == "text")
        {
            return;
        }

        var malformed = await Assert.ThrowsAnyAsync<RunException>(() =>
            WithAsync($$"""{"project:{{key}}":"True{"}""", () => read(new Config()))
        );
        Assert.Contains($"project:{key}", malformed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public Task A_config_exception_can_be_caught_as_a_run_exception() =>
        WithAsync("{}", () => Assert.ThrowsAny<RunException>(() => new Config().Require("x")));

    [Fact]
    public async Task The_variable_is_read_anew_by_every_run()
    {
        foreach (var value in new[] { "1", "2" })
        {
            await WithAsync($$"""{"project:x":"{{value}}"}""", () => Assert.Equal(value, new Config().Get("x")));
        }
    }

    private static Task WithAsync(string json, Action program)
    {
        Environment.SetEnvironmentVariable("PULUMI_CONFIG", json);
        return Run.PreviewAsync(new RecordingMocks(), program);
    }

    private static Task WithAsync(string json, Func<Task> program)
    {
        Environment.SetEnvironmentVariable("PULUMI_CONFIG", json);
        return Deployment.TestAsync(new RecordingMocks(), new TestOptions(), program);
    }

    private sealed record Alert(string Endpoint);
}
