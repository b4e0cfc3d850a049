return await Pulumi.Deployment.RunAsync<BedrockDefense.Infra.DefenseStack>();
