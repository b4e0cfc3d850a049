using BedrockDefense.Emulator.Moto;
using Spectre.Console;

namespace BedrockDefense.Emulator;

/// <summary>Says how to inspect an emulator that keeps running.</summary>
internal static class InspectionHelp
{
    private static readonly string[] Examples =
    [
        "aws organizations list-policies --filter SERVICE_CONTROL_POLICY",
        "aws events list-rules --event-bus-name bedrock-defense",
        "aws sns list-subscriptions",
        "aws bedrock get-model-invocation-logging-configuration",
    ];

    /// <summary>Shows the commands, with credentials for every account. The emulator recognizes an account by an assumed role.</summary>
    public static async Task ShowAsync(IAnsiConsole console, MotoServer moto, string log, EmulatedOrganization organization, string region)
    {
        console.WriteLine();
        console.WriteLine($"The emulator goes on at {Endpoint(moto)} and writes to {log}; end it with: kill {moto.ProcessId}");
        console.WriteLine("Look around with the AWS CLI (nothing is authorized there, and nothing of it is real):");
        console.WriteLine($"  export AWS_ENDPOINT_URL={Endpoint(moto)} AWS_DEFAULT_REGION={region}");
        foreach (var account in organization.Members.Prepend(organization.Management))
        {
            var credentials = await account
                .QueryAsync(
                    "sts",
                    region,
                    "AssumeRole",
                    ("RoleArn", $"arn:aws:iam::{account.Id}:role/looking-around"),
                    ("RoleSessionName", "you")
                )
                .ConfigureAwait(false);
            console.WriteLine($"# {(account == organization.Management ? "the management account" : "a member account")} {account.Id}");
            console.WriteLine(
                $"  export AWS_ACCESS_KEY_ID={credentials.Text("AccessKeyId")} AWS_SECRET_ACCESS_KEY=none AWS_SESSION_TOKEN=none"
            );
        }

        console.WriteLine("Then for instance:");
        foreach (var example in Examples)
        {
            console.WriteLine($"  {example}");
        }
    }

    private static string Endpoint(MotoServer moto) => moto.Address.GetLeftPart(UriPartial.Authority);
}
